package io.hongyan.eventlog.moderation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Whether somebody is asked before something is said. The same in all connectors and in message-service's role {@code api}. */
@ConfigMapping(prefix = "hongyan.moderation")
public interface ModerationConfig {

    /** What becomes of that of which nobody says whether it may be said. */
    enum OnFailure {
        /** It is said: a moderator that is down keeps nobody from talking. */
        ALLOW,
        /** The sender is told to try again: what nobody has looked at is not said. */
        REFUSE
    }

    /** Whether anybody is asked. */
    @WithDefault("false")
    boolean enabled();

    /** How long an answer is waited for; the sender waits as long. */
    @WithDefault("300ms")
    Duration deadline();

    /** What becomes of that to which no answer comes. */
    @WithDefault("allow")
    OnFailure onFailure();

    /** How many questions may be open in each process. What is beyond counts as not answered. */
    @WithDefault("256")
    int concurrencyMax();
}
