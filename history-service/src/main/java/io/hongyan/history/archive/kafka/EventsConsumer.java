package io.hongyan.history.archive.kafka;

import io.hongyan.eventlog.DeadLetters;
import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Outage;
import io.hongyan.eventlog.ProjectionLag;
import io.hongyan.eventlog.Spans;
import io.hongyan.history.archive.ArchiveChanges;
import io.hongyan.history.archive.Ids;
import io.hongyan.history.archive.grpc.Arrivals;
import io.hongyan.history.archive.postgres.ArchiveStore;
import io.hongyan.proto.events.v1.Event;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Feeds committed events into the archive. The log delivers at least once; the archive makes it exactly once. */
@ApplicationScoped
public class EventsConsumer {

    private static final Logger LOG = Logger.getLogger(EventsConsumer.class);
    private static final Duration PAUSE_MIN = Duration.ofMillis(100);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    private final ArchiveStore archive;
    private final Arrivals arrivals;
    private final DeadLetters deadLetters;
    private final Spans spans;
    private final Timer applied;
    private final DistributionSummary batchSize;
    private final ProjectionLag lag;

    EventsConsumer(
            ArchiveStore archive, Arrivals arrivals, DeadLetters deadLetters, Spans spans, MeterRegistry meters) {
        this.archive = archive;
        this.arrivals = arrivals;
        this.deadLetters = deadLetters;
        this.spans = spans;
        this.applied = meters.timer("hongyan.history.archive.apply");
        this.batchSize = meters.summary("hongyan.history.archive.batch.records");
        this.lag = new ProjectionLag(meters, "hongyan.history.lag", InstantSource.system());
    }

    @Incoming("history-events")
    Uni<Void> onRecords(ConsumerRecords<String, byte[]> records) {
        DecodedBatch<Event> batch = DecodedBatch.of(records, Event.parser(), EventsConsumer::objection);
        batchSize.record(records.count());
        long begun = System.nanoTime();
        return deadLetters
                .send(batch.poison()) // first, so that moving the position never skips a record silently
                .chain(() -> spans.around("archive", batch, archive::append))
                .onFailure(Outage::is)
                .invoke(failure ->
                        LOG.warnf("The archive cannot be written now, trying again: %s", failure.getMessage()))
                .onFailure(Outage::is)
                .retry()
                .withBackOff(PAUSE_MIN, PAUSE_MAX)
                .indefinitely()
                .invoke(arrivals::announce)
                .invoke(() -> applied.record(Duration.ofNanos(System.nanoTime() - begun)))
                .invoke(() -> lag.applied(batch.records()))
                .replaceWithVoid();
    }

    /** What is wrong with an event that could be decoded; null if nothing. */
    static @Nullable String objection(@Nullable String key, Event event) {
        if (event.getConversationId().isEmpty()) {
            return "The event names no conversation.";
        }
        if (!event.getConversationId().equals(key)) {
            return "The record's key is not the event's conversation.";
        }
        if (!Ids.isConversation(event.getConversationId())) {
            return "The conversation id has none of the known forms.";
        }
        if (event.getRevision() == 0) {
            return "The event has no revision.";
        }
        return ArchiveChanges.users(event).stream().allMatch(Ids::isUser) ? null : "A user id has not the known form.";
    }
}
