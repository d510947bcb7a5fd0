package io.hongyan.connector.watch;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Who may be told of how many others' presence. */
@ConfigMapping(prefix = "hongyan.connector.watch")
public interface WatchConfig {

    /** Partners in conversations of two that one session is told of: those with the latest activity. */
    @WithDefault("500")
    @Min(1)
    @Max(500)
    int partnersMax();

    /** Watched users of all sessions together. Beyond it watching is refused with LIMIT_REACHED. */
    @WithDefault("1000000")
    @Min(1)
    int entriesMax();

    /** How often each session's list is checked again: who may be seen, and who has become a partner. */
    @WithDefault("5m")
    @DurationMin(millis = 100)
    Duration recheckInterval();

    /** How soon a list is checked again that could not be checked because presence did not answer. */
    @WithDefault("10s")
    @DurationMin(millis = 100)
    Duration retryAfter();

    /**
     * How long after a block or a new partner it is checked at once; presence has to hear of that first. So long after an
     * answer, what changed while it was on its way is told again.
     */
    @WithDefault("1s")
    @DurationMin(millis = 1)
    Duration settle();
}
