package io.hongyan.history.archive.kafka;

import io.hongyan.history.archive.postgres.ArchiveStore;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Goes on where the archive stands, which only the archive's own database knows. */
@ApplicationScoped
@Identifier("history-events")
class EventsRebalance implements KafkaConsumerRebalanceListener {

    /** Below max.poll.interval.ms, so that a database that is long away costs a rebalance, no more. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final ArchiveStore archive;
    private final Pool pool;

    EventsRebalance(ArchiveStore archive, Pool pool) {
        this.archive = archive;
        this.pool = pool;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        archive.positions().seek(pool, consumer, partitions, PATIENCE);
    }
}
