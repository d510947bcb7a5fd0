package io.hongyan.message.unread.kafka;

import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Outage;
import io.hongyan.message.unread.Changes;
import io.hongyan.message.unread.UnreadConfig;
import io.hongyan.message.unread.postgres.ProjectionStore;
import io.hongyan.proto.events.v1.Event;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Applies batches: again and again while the database is down, and never again after what no retry can mend. */
@ApplicationScoped
public class BatchApplier {

    private static final Logger LOG = Logger.getLogger(BatchApplier.class);
    private static final Duration RETRY_PAUSE_MIN = Duration.ofMillis(100);

    private final ProjectionStore store;
    private final ProjectionMetrics metrics;
    private final Duration retryPauseMax;
    private volatile boolean stopped;

    BatchApplier(ProjectionStore store, ProjectionMetrics metrics, UnreadConfig config) {
        this.store = store;
        this.metrics = metrics;
        retryPauseMax = config.retryPauseMax();
    }

    /** Whether a failure that no retry can mend has ended the projection in this process. */
    public boolean isStopped() {
        return stopped;
    }

    Uni<Changes> apply(DecodedBatch<Event> batch) {
        return metrics.timed(() -> store.apply(batch))
                .onFailure(Outage::is)
                .invoke(failure -> retrying(batch, failure))
                .onFailure(Outage::is)
                .retry()
                .withBackOff(RETRY_PAUSE_MIN, retryPauseMax)
                .indefinitely()
                .invoke(changes -> metrics.applied(batch.records(), changes))
                .onFailure()
                .invoke(this::stop);
    }

    private void retrying(DecodedBatch<Event> batch, Throwable failure) {
        metrics.retried();
        LOG.warnf(
                "The database is down, the batch is tried again: events=%d cause=%s",
                batch.records().size(), failure);
    }

    private void stop(Throwable failure) {
        stopped = true;
        metrics.stopped(failure);
        LOG.error("The projection of unread counts has stopped", failure);
    }
}
