package io.hongyan.presence.session;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How much is remembered of sessions, and how long others may wait for one. */
@ConfigMapping(prefix = "hongyan.presence.session")
public interface SessionConfig {

    /** So many live sessions of one user at once; further ones cannot be located. */
    @WithDefault("100")
    @Min(1)
    @Max(10_000)
    int perUserMax();

    /** So many closed sessions of one user are remembered, so that a late record does not bring them back. */
    @WithDefault("16")
    @Min(1)
    @Max(1_000)
    int closedMax();

    /** For so long they are remembered. */
    @WithDefault("1h")
    @DurationMin(seconds = 1)
    Duration closedKept();

    /** For so long a user who is offline is remembered, with the time last seen. */
    @WithDefault("90d")
    @DurationMin(minutes = 1)
    Duration lastSeenKept();

    /** For so long a caller waits for a session, unless its own deadline is shorter. */
    @WithDefault("3s")
    @DurationMin(millis = 10)
    @DurationMax(seconds = 60)
    Duration awaitMax();

    /** So many sessions may be waited for at once; further callers are turned away. */
    @WithDefault("10000")
    @Min(1)
    int waitersMax();

    /** So many users are worked on at once. */
    @WithDefault("64")
    @Min(1)
    @Max(1_000)
    int usersAtOnce();
}
