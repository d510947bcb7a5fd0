package io.hongyan.eventlog;

import io.hongyan.proto.events.v1.Event;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * How far a projection is behind the log: the age of the newest event of a batch at the time it was applied. Projections
 * keep their positions in their own databases, where no tool that watches consumer groups sees them.
 */
public final class ProjectionLag {

    private final Timer lag;
    private final InstantSource clock;

    /**
     * Measures one projection.
     *
     * @param metric its name, such as {@code hongyan.history.lag}
     * @param clock the present
     */
    public ProjectionLag(MeterRegistry meters, String metric, InstantSource clock) {
        this.clock = clock;
        this.lag = Timer.builder(metric)
                .description("Age of the newest event of a batch when it was applied")
                .register(meters);
    }

    /** These were applied, the newest last; none tells nothing. A clock that is behind counts as no lag. */
    public void applied(List<Logged<Event>> records) {
        if (records.isEmpty()) {
            return;
        }
        Instant newest = Instant.ofEpochMilli(records.getLast().value().getTimeMs());
        Duration age = Duration.between(newest, clock.instant());
        lag.record(age.isNegative() ? Duration.ZERO : age);
    }
}
