package io.hongyan.message.router.kafka;

import io.hongyan.eventlog.DeadLetters;
import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Spans;
import io.hongyan.message.router.Objections;
import io.hongyan.proto.events.v1.Event;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Acknowledgment;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Routes committed events, a batch at a time. The position moves when the broker has confirmed all of the batch's
 * deliveries: whatever dies in between, everything is delivered at least once, and clients tell repeats by seq.
 */
@ApplicationScoped
class EventsConsumer {

    private static final int BATCHES_OPEN_MAX = 16;

    private final DeadLetters deadLetters;
    private final EventRouter router;
    private final Spans spans;
    private final MeterRegistry meters;
    private final Timer timer;
    private final Trail trail = new Trail(BATCHES_OPEN_MAX);

    EventsConsumer(DeadLetters deadLetters, EventRouter router, Spans spans, MeterRegistry meters) {
        this.deadLetters = deadLetters;
        this.router = router;
        this.spans = spans;
        this.meters = meters;
        this.timer = meters.timer("hongyan.router.batch");
    }

    @Incoming("router-events")
    @Acknowledgment(Acknowledgment.Strategy.MANUAL)
    Uni<Void> onRecords(Message<ConsumerRecords<String, byte[]>> message) {
        var sample = Timer.start(meters);
        return Uni.createFrom()
                .item(message.getPayload())
                .emitOn(Infrastructure.getDefaultWorkerPool()) // large groups keep a thread busy for a while
                .map(records -> DecodedBatch.of(records, Event.parser(), Objections::against))
                .chain(batch -> deadLetters
                        .send(batch.poison())
                        .chain(() -> spans.around("fan out", batch, traced -> router.route(traced.records()))))
                .invoke(() -> sample.stop(timer))
                .chain(rest -> trail.follow(rest, message::ack));
    }
}
