package io.hongyan.message.unread.kafka;

import io.hongyan.message.unread.PolledPartition;
import io.hongyan.message.unread.postgres.ProjectionArrivals;
import io.hongyan.message.unread.postgres.ProjectionStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Keeps the stored positions at the end of the log where a poll brought nothing but transaction marks, which come in no
 * batch. Otherwise whoever waits for the end of the log would wait for the next message.
 *
 * <p>At most one entry for each partition of the topic. Called by the polling thread and by event loops.
 */
@ApplicationScoped
class PolledPartitions {

    private static final Logger LOG = Logger.getLogger(PolledPartitions.class);
    private static final Duration RETRY_PAUSE_MIN = Duration.ofMillis(100);
    private static final Duration RETRY_PAUSE_MAX = Duration.ofSeconds(5);
    private static final int RETRIES_MAX = 20;

    private final ProjectionStore store;
    private final ProjectionArrivals arrivals;
    private final Map<Integer, PolledPartition> partitions = new HashMap<>();

    PolledPartitions(ProjectionStore store, ProjectionArrivals arrivals) {
        this.store = store;
        this.arrivals = arrivals;
    }

    synchronized void assigned(Map<Integer, Long> offsets) {
        offsets.forEach((partition, offset) -> partitions.put(partition, PolledPartition.assigned(offset)));
    }

    synchronized void revoked(Collection<Integer> gone) {
        partitions.keySet().removeAll(gone);
    }

    /** What the consumer is about to hand out, on its polling thread. */
    void polled(ConsumerRecords<String, byte[]> records) {
        Map<Integer, PolledPartition> gaps = new HashMap<>();
        for (Entry<TopicPartition, OffsetAndMetadata> next :
                records.nextOffsets().entrySet()) {
            List<ConsumerRecord<String, byte[]>> some = records.records(next.getKey());
            long recordsEnd = some.isEmpty() ? 0 : some.getLast().offset() + 1;
            change(
                    next.getKey().partition(),
                    it -> it.polled(recordsEnd, next.getValue().offset()),
                    gaps);
        }
        gaps.forEach(this::close);
    }

    /** What a batch has moved the stored positions to. */
    void applied(Map<Integer, Long> offsets) {
        Map<Integer, PolledPartition> gaps = new HashMap<>();
        offsets.forEach((partition, offset) -> change(partition, it -> it.applied(offset), gaps));
        gaps.forEach(this::close);
    }

    private synchronized void change(
            int partition, UnaryOperator<PolledPartition> change, Map<Integer, PolledPartition> gaps) {
        PolledPartition after = partitions.computeIfPresent(partition, (it, before) -> change.apply(before));
        if (after != null && after.hasGap()) {
            gaps.put(partition, after);
        }
    }

    /** Between the last record and the position nothing will ever be applied, whoever owns the partition by then. */
    private void close(int partition, PolledPartition gap) {
        store.skip(partition, gap.recordsEnd(), gap.position())
                .onFailure()
                .retry()
                .withBackOff(RETRY_PAUSE_MIN, RETRY_PAUSE_MAX)
                .atMost(RETRIES_MAX)
                .subscribe()
                .with(
                        done -> {
                            applied(Map.of(partition, gap.position()));
                            arrivals.committed(Map.of(), Map.of(partition, gap.position()));
                        },
                        failure -> LOG.errorf(
                                failure,
                                "The position stays short of the log's end: partition=%d position=%d",
                                partition,
                                gap.position()));
    }
}
