package io.hongyan.history.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How much of the archive is checked against the log, and how often. Each process does it. */
@ConfigMapping(prefix = "hongyan.history.audit")
public interface AuditConfig {

    /** Whether the archive is checked at all. */
    @WithDefault("true")
    boolean enabled();

    /** The pause between two rounds, each of one slice. */
    @WithDefault("1m")
    @DurationMin(millis = 100)
    @DurationMax(days = 1)
    Duration interval();

    /** How many records a slice has; they are in memory during a round, with their rows. */
    @WithDefault("500")
    @Min(1)
    @Max(100_000)
    int recordsMax();
}
