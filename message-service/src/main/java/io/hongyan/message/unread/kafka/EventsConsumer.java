package io.hongyan.message.unread.kafka;

import io.hongyan.eventlog.DeadLetters;
import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Spans;
import io.hongyan.message.unread.Changes;
import io.hongyan.message.unread.Conversations;
import io.hongyan.message.unread.postgres.ProjectionArrivals;
import io.hongyan.proto.events.v1.Event;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Feeds committed events into the projection. The log delivers at least once; the projection makes it exactly once. */
@ApplicationScoped
class EventsConsumer {

    private final DeadLetters deadLetters;
    private final BatchApplier applier;
    private final ProjectionArrivals arrivals;
    private final PolledPartitions polled;
    private final Spans spans;

    EventsConsumer(
            DeadLetters deadLetters,
            BatchApplier applier,
            ProjectionArrivals arrivals,
            PolledPartitions polled,
            Spans spans) {
        this.deadLetters = deadLetters;
        this.applier = applier;
        this.arrivals = arrivals;
        this.polled = polled;
        this.spans = spans;
    }

    @Incoming(InterceptedPolls.CHANNEL)
    Uni<Void> onRecords(ConsumerRecords<String, byte[]> records) {
        DecodedBatch<Event> batch = DecodedBatch.of(records, Event.parser(), Conversations::objection);
        return deadLetters
                .send(batch.poison()) // first, so that moving the position never skips a record silently
                .chain(() -> spans.around("unread", batch, applier::apply))
                .invoke(changes -> applied(batch, changes))
                .replaceWithVoid();
    }

    private void applied(DecodedBatch<Event> batch, Changes changes) {
        arrivals.committed(changes.revisions(), batch.next());
        polled.applied(batch.next());
    }
}
