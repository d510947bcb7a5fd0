package io.hongyan.message.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How much of the unread projection is checked against the log, and how often. Each process with the role does it. */
@ConfigMapping(prefix = "hongyan.message.audit")
public interface AuditConfig {

    /** Whether unread counts are checked at all. */
    @WithDefault("true")
    boolean enabled();

    /** The pause between two rounds. A pass over a partition takes as many rounds as it has pieces of {@code recordsMax}. */
    @WithDefault("1m")
    @DurationMin(millis = 100)
    @DurationMax(days = 1)
    Duration interval();

    /** How many records of the log a round reads. Of most of them nothing but the key is looked at. */
    @WithDefault("20000")
    @Min(1)
    @Max(10_000_000)
    int recordsMax();

    /** How many conversations a pass over a partition checks, with all of their members. */
    @WithDefault("20")
    @Min(1)
    @Max(10_000)
    int conversationsMax();

    /**
     * The longest conversation that is checked, in countable messages and names mentioned in them: each takes up to 20 bytes
     * of memory for a pass.
     */
    @WithDefault("100000")
    @Min(1)
    @Max(10_000_000)
    int messagesMax();
}
