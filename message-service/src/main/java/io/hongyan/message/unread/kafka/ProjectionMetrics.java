package io.hongyan.message.unread.kafka;

import io.hongyan.eventlog.Logged;
import io.hongyan.eventlog.ProjectionLag;
import io.hongyan.message.unread.Changes;
import io.hongyan.message.unread.RevisionGapException;
import io.hongyan.proto.events.v1.Event;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** What the projection tells operators; there from the start, so that what never happened is 0 and not unknown. */
@ApplicationScoped
class ProjectionMetrics {

    private final MeterRegistry meters;
    private final DistributionSummary batch;
    private final Timer apply;
    private final ProjectionLag lag;
    private final Counter replayed;
    private final Counter retries;
    private final Counter gaps;
    private final Counter failures;

    ProjectionMetrics(MeterRegistry meters) {
        this.meters = meters;
        batch = DistributionSummary.builder("hongyan.unread.batch")
                .baseUnit("events")
                .description("Events in one batch")
                .register(meters);
        apply = Timer.builder("hongyan.unread.apply")
                .description("Time to apply one batch, commit included")
                .register(meters);
        lag = new ProjectionLag(meters, "hongyan.unread.lag", InstantSource.system());
        replayed = meters.counter("hongyan.unread.replayed");
        retries = meters.counter("hongyan.unread.retries");
        gaps = meters.counter("hongyan.unread.stopped", "cause", "gap");
        failures = meters.counter("hongyan.unread.stopped", "cause", "failure");
    }

    <T> Uni<T> timed(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample sample = Timer.start(meters);
            return work.get().onTermination().invoke(() -> sample.stop(apply));
        });
    }

    void applied(List<Logged<Event>> events, Changes changes) {
        batch.record(events.size());
        replayed.increment(changes.replayed());
        lag.applied(events);
    }

    void retried() {
        retries.increment();
    }

    void stopped(Throwable failure) {
        (failure instanceof RevisionGapException ? gaps : failures).increment();
    }
}
