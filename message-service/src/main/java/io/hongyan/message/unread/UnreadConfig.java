package io.hongyan.message.unread;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** How long answers wait for the projection. */
@ConfigMapping(prefix = "hongyan.message.unread")
public interface UnreadConfig {

    /** How long a request waits for the event it knows to exist, before it fails with DEADLINE_EXCEEDED. */
    @WithDefault("2s")
    @DurationMin(millis = 10)
    @DurationMax(minutes = 1)
    Duration waitMax();

    /** How many requests wait at once, for events and for freshness each; more fail with RESOURCE_EXHAUSTED. */
    @WithDefault("10000")
    @Min(1)
    @Max(1_000_000)
    int waitersMax();

    /** The first pause between two looks for what another instance has applied. It doubles from look to look. */
    @WithDefault("5ms")
    @DurationMin(millis = 1)
    Duration lookPauseMin();

    /** The longest pause between two looks. */
    @WithDefault("200ms")
    @DurationMin(millis = 1)
    Duration lookPauseMax();

    /** How long a consumer that was given partitions tries to read their positions, before it stops. */
    @WithDefault("20s")
    @DurationMin(seconds = 1)
    @DurationMax(seconds = 25)
    Duration seekMax();

    /** The longest pause before a batch is tried again while the database is down. The first is 100 ms. */
    @WithDefault("5s")
    @DurationMin(millis = 100)
    Duration retryPauseMax();
}
