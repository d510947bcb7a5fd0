package io.hongyan.presence.visibility.kafka;

import io.hongyan.presence.memory.MemoryConfig;
import io.hongyan.presence.memory.MemoryLoss;
import io.hongyan.presence.visibility.redis.BlockStore;
import io.hongyan.presence.visibility.redis.BlockStore.Step;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaClientService;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Where the reading of blocks stands. If Redis has forgotten it, the consumer gives its partitions back and gets them
 * again, and so begins where Redis says: at the start of the log.
 */
@ApplicationScoped
@Identifier("blocks")
class BlockPositions implements KafkaConsumerRebalanceListener, MemoryLoss {

    private static final Logger LOG = Logger.getLogger(BlockPositions.class);
    private static final String CHANNEL = "blocks";

    private final BlockStore blocks;
    private final MemoryConfig config;
    private final Instance<KafkaClientService> clients;
    private final Map<Integer, Long> known = new ConcurrentHashMap<>();

    BlockPositions(BlockStore blocks, MemoryConfig config, Instance<KafkaClientService> clients) {
        this.blocks = blocks;
        this.config = config;
        this.clients = clients;
    }

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
        if (assigned.isEmpty()) {
            return;
        }
        Map<Integer, Long> stored = stored();
        for (TopicPartition partition : assigned) {
            long offset = stored.getOrDefault(partition.partition(), 0L);
            known.put(partition.partition(), offset);
            consumer.seek(partition, offset);
        }
    }

    /** What a batch that has just come will have moved, given the offsets after it. */
    Map<Integer, Step> steps(Map<Integer, Long> next) {
        Map<Integer, Step> steps = new HashMap<>();
        next.forEach((partition, offset) -> steps.put(partition, new Step(known.getOrDefault(partition, 0L), offset)));
        return steps;
    }

    /** The batch is applied, and Redis has moved with it, or has forgotten where it was. */
    void moved(Map<Integer, Step> steps, boolean advanced) {
        if (advanced) {
            steps.forEach((partition, step) -> known.put(partition, step.next()));
        } else {
            startOver();
        }
    }

    @Override
    public void noticed() {
        startOver();
    }

    @Override
    public CompletionStage<Void> restore(String epoch) {
        return CompletableFuture.completedFuture(null); // every instance has noticed, and reads its partitions again
    }

    private void startOver() {
        LOG.info("The blocks in Redis are lost, and are read from the log again.");
        clients.get()
                .getConsumer(CHANNEL)
                .runOnPollingThread(consumer -> {
                    consumer.enforceRebalance("blocks are lost");
                })
                .subscribe()
                .with(asked -> {}, failure -> LOG.errorf(failure, "The blocks cannot be read again."));
    }

    /** Waits, for Kafka's polling thread has nothing else to do. Without Redis the whole log is read again: no harm. */
    private Map<Integer, Long> stored() {
        try {
            return blocks.positions().await().atMost(config.timeout().multipliedBy(2));
        } catch (RuntimeException e) {
            LOG.warnf("Blocks are read from the start of the log, for Redis does not answer: cause=%s", e.getMessage());
            return Map.of();
        }
    }
}
