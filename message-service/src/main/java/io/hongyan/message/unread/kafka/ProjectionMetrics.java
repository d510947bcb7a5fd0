package io.hongyan.message.unread.kafka;

import io.hongyan.message.unread.Changes;
import io.hongyan.message.unread.RevisionGapException;
import io.hongyan.proto.events.v1.Event;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What the projection tells operators. */
@ApplicationScoped
class ProjectionMetrics {

    private final MeterRegistry meters;
    private final InstantSource clock = InstantSource.system();
    private final DistributionSummary batch;
    private final Timer apply;
    private final Timer lag;

    ProjectionMetrics(MeterRegistry meters) {
        this.meters = meters;
        batch = DistributionSummary.builder("hongyan.unread.batch")
                .baseUnit("events")
                .description("Events in one batch")
                .register(meters);
        apply = Timer.builder("hongyan.unread.apply")
                .description("Time to apply one batch, commit included")
                .register(meters);
        lag = Timer.builder("hongyan.unread.lag")
                .description("Age of the newest event of a batch when it was applied")
                .register(meters);
    }

    <T> Uni<T> timed(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample sample = Timer.start(meters);
            return work.get().onTermination().invoke(() -> sample.stop(apply));
        });
    }

    void applied(List<Event> events, Changes changes) {
        batch.record(events.size());
        meters.counter("hongyan.unread.replayed").increment(changes.replayed());
        if (!events.isEmpty()) {
            long ageMs = Duration.ofMillis(clock.millis())
                    .minusMillis(events.getLast().getTimeMs())
                    .toMillis();
            lag.record(Math.max(0, ageMs), TimeUnit.MILLISECONDS);
        }
    }

    void retried() {
        meters.counter("hongyan.unread.retries").increment();
    }

    void stopped(Throwable failure) {
        String cause = failure instanceof RevisionGapException ? "gap" : "failure";
        meters.counter("hongyan.unread.stopped", "cause", cause).increment();
    }
}
