package io.hongyan.message.unread.kafka;

import io.hongyan.eventlog.Topics;
import io.hongyan.message.unread.UnreadConfig;
import io.hongyan.message.unread.postgres.ProjectionStore;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Starts the consumer of events, in each partition it is given, where the projection stands. On Kafka's polling thread. */
@ApplicationScoped
@Identifier(InterceptedPolls.CHANNEL)
class PartitionsGiven implements KafkaConsumerRebalanceListener {

    private static final Duration RETRY_PAUSE_MIN = Duration.ofMillis(100);

    private final ProjectionStore store;
    private final PolledPartitions polled;
    private final UnreadConfig config;

    PartitionsGiven(ProjectionStore store, PolledPartitions polled, UnreadConfig config) {
        this.store = store;
        this.polled = polled;
        this.config = config;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
        if (assigned.isEmpty()) {
            return;
        }
        Map<Integer, Long> offsets = store.positions(numbers(assigned))
                .onFailure()
                .retry()
                .withBackOff(RETRY_PAUSE_MIN, config.retryPauseMax())
                .expireIn(config.seekMax().toMillis())
                .await()
                .atMost(config.seekMax());
        offsets.forEach((partition, offset) -> consumer.seek(new TopicPartition(Topics.EVENTS, partition), offset));
        polled.assigned(offsets);
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> revoked) {
        polled.revoked(numbers(revoked));
    }

    private static List<Integer> numbers(Collection<TopicPartition> partitions) {
        return partitions.stream().map(TopicPartition::partition).toList();
    }
}
