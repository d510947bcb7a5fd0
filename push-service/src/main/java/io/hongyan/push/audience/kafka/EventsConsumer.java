package io.hongyan.push.audience.kafka;

import io.hongyan.eventlog.DeadLetters;
import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Outage;
import io.hongyan.eventlog.ProjectionLag;
import io.hongyan.eventlog.Spans;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.push.audience.Objections;
import io.hongyan.push.audience.postgres.AudienceStore;
import io.hongyan.push.decision.DecisionConfig;
import io.hongyan.push.send.vertx.Dispatcher;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Feeds committed events into the audience, and wakes whoever looks after the alerts that they open. */
@ApplicationScoped
public class EventsConsumer {

    private static final Logger LOG = Logger.getLogger(EventsConsumer.class);
    private static final Duration RETRY_FIRST = Duration.ofMillis(200);
    private static final Duration RETRY_MAX = Duration.ofSeconds(15);

    private final AudienceStore audience;
    private final DeadLetters deadLetters;
    private final Dispatcher dispatcher;
    private final DecisionConfig config;
    private final InstantSource clock;
    private final Spans spans;
    private final MeterRegistry meters;
    private final ProjectionLag lag;

    EventsConsumer(
            AudienceStore audience,
            DeadLetters deadLetters,
            Dispatcher dispatcher,
            DecisionConfig config,
            InstantSource clock,
            Spans spans,
            MeterRegistry meters) {
        this.audience = audience;
        this.deadLetters = deadLetters;
        this.dispatcher = dispatcher;
        this.config = config;
        this.clock = clock;
        this.spans = spans;
        this.meters = meters;
        this.lag = new ProjectionLag(meters, "hongyan.push.lag", clock);
    }

    @Incoming("events")
    Uni<Void> onRecords(ConsumerRecords<String, byte[]> records) {
        DecodedBatch<Event> batch = DecodedBatch.of(records, Event.parser(), Objections::against);
        return Uni.createFrom()
                .deferred(() ->
                        deadLetters.send(batch.poison()).chain(() -> spans.around("audience", batch, this::apply)))
                .onFailure(Outage::is)
                .invoke(failure -> LOG.warnf("Events wait: something is down: %s", failure.getMessage()))
                .onFailure(Outage::is)
                .retry()
                .withBackOff(RETRY_FIRST, RETRY_MAX)
                .indefinitely();
    }

    private Uni<Void> apply(DecodedBatch<Event> batch) {
        Instant now = clock.instant();
        var times = new AudienceStore.Times(
                now.plus(config.grace()), now.plus(config.clearAfter()), now.minus(config.keptFor()));
        return audience.apply(batch, times)
                .invoke(applied -> {
                    meters.counter("hongyan.push.events")
                            .increment(batch.records().size());
                    lag.applied(batch.records());
                    meters.counter("hongyan.push.messages.forgotten").increment(applied.forgotten());
                    if (applied.opened() > 0) {
                        dispatcher.wake();
                    }
                })
                .replaceWithVoid();
    }
}
