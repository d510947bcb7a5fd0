package io.hongyan.message.router.kafka;

import io.hongyan.eventlog.DeadLetters;
import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.message.router.Duo;
import io.hongyan.proto.events.v1.Event;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jspecify.annotations.Nullable;

/**
 * Routes committed events, a batch at a time. The position moves when the broker has confirmed all of the batch's
 * deliveries: whatever dies in between, everything is delivered at least once, and clients tell repeats by seq.
 */
@ApplicationScoped
class EventsConsumer {

    private final DeadLetters deadLetters;
    private final EventRouter router;
    private final MeterRegistry meters;
    private final Timer timer;

    EventsConsumer(DeadLetters deadLetters, EventRouter router, MeterRegistry meters) {
        this.deadLetters = deadLetters;
        this.router = router;
        this.meters = meters;
        this.timer = meters.timer("hongyan.router.batch");
    }

    @Incoming("router-events")
    Uni<Void> onRecords(ConsumerRecords<String, byte[]> records) {
        var sample = Timer.start(meters);
        var batch = DecodedBatch.of(records, Event.parser(), EventsConsumer::objection);
        return deadLetters
                .send(batch.poison())
                .chain(() -> router.route(batch.records()))
                .invoke(() -> sample.stop(timer));
    }

    static @Nullable String objection(@Nullable String key, Event event) {
        String conversation = event.getConversationId();
        if (!conversation.equals(key)) {
            return "The key is not the event's conversation.";
        }
        if (!conversation.startsWith("g:") && Duo.of(conversation).isEmpty()) {
            return "The conversation is neither of two people nor a group.";
        }
        if (event.getRevision() == 0 || event.getActor().getUserId().isEmpty()) {
            return "The event has no revision or no actor.";
        }
        return null;
    }
}
