package io.hongyan.message.unread.kafka;

import io.hongyan.eventlog.DeadLetters;
import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.message.unread.Changes;
import io.hongyan.message.unread.Conversations;
import io.hongyan.message.unread.UnreadConfig;
import io.hongyan.message.unread.postgres.DatabaseDown;
import io.hongyan.message.unread.postgres.ProjectionArrivals;
import io.hongyan.message.unread.postgres.ProjectionStore;
import io.hongyan.proto.events.v1.Event;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/** Feeds committed events into the projection. The log delivers at least once; the projection makes it exactly once. */
@ApplicationScoped
public class EventsConsumer {

    private static final Logger LOG = Logger.getLogger(EventsConsumer.class);
    private static final Duration RETRY_PAUSE_MIN = Duration.ofMillis(100);

    private final DeadLetters deadLetters;
    private final ProjectionStore store;
    private final ProjectionArrivals arrivals;
    private final PolledPartitions polled;
    private final ProjectionMetrics metrics;
    private final UnreadConfig config;
    private volatile boolean stopped;

    EventsConsumer(
            DeadLetters deadLetters,
            ProjectionStore store,
            ProjectionArrivals arrivals,
            PolledPartitions polled,
            ProjectionMetrics metrics,
            UnreadConfig config) {
        this.deadLetters = deadLetters;
        this.store = store;
        this.arrivals = arrivals;
        this.polled = polled;
        this.metrics = metrics;
        this.config = config;
    }

    @Incoming("unread-events")
    Uni<Void> onRecords(ConsumerRecords<String, byte[]> records) {
        DecodedBatch<Event> batch = DecodedBatch.of(records, Event.parser(), Conversations::objection);
        return deadLetters
                .send(batch.poison()) // first, so that moving the position never skips a record silently
                .chain(() -> apply(batch))
                .invoke(changes -> applied(batch, changes))
                .replaceWithVoid()
                .onFailure()
                .invoke(this::stopped);
    }

    /** Whether a failure that no retry can mend has ended the projection in this process. */
    public boolean isStopped() {
        return stopped;
    }

    private Uni<Changes> apply(DecodedBatch<Event> batch) {
        return metrics.timed(() -> store.apply(batch))
                .onFailure(DatabaseDown::is)
                .invoke(failure -> LOG.warnf(
                        "The database is down, the batch is tried again: events=%d cause=%s",
                        batch.records().size(), failure))
                .onFailure(DatabaseDown::is)
                .retry()
                .withBackOff(RETRY_PAUSE_MIN, config.retryPauseMax())
                .indefinitely();
    }

    private void applied(DecodedBatch<Event> batch, Changes changes) {
        metrics.applied(batch.values(), changes);
        arrivals.committed(changes.revisions(), batch.next());
        polled.applied(batch.next());
    }

    private void stopped(Throwable failure) {
        stopped = true;
        metrics.stopped(failure);
        LOG.errorf(failure, "The projection of unread counts has stopped");
    }
}
