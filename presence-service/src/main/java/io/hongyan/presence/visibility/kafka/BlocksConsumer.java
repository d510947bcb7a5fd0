package io.hongyan.presence.visibility.kafka;

import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.DeadLetters;
import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.presence.memory.MemoryUnavailableException;
import io.hongyan.presence.visibility.BlockChange;
import io.hongyan.presence.visibility.redis.BlockStore;
import io.hongyan.presence.visibility.redis.BlockStore.Step;
import io.hongyan.proto.events.v1.Event;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Learns who has blocked whom from the log of events, and passes over everything else there without decoding it. */
@ApplicationScoped
public class BlocksConsumer {

    private static final String BLOCK_CHANGED = "hongyan.events.v1.Event.block_changed";
    private static final Duration PAUSE_MIN = Duration.ofMillis(50);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(5);

    private final DeadLetters deadLetters;
    private final BlockStore blocks;
    private final BlockPositions positions;

    BlocksConsumer(DeadLetters deadLetters, BlockStore blocks, @Identifier("blocks") BlockPositions positions) {
        this.deadLetters = deadLetters;
        this.blocks = blocks;
        this.positions = positions;
    }

    @Incoming("blocks")
    Uni<Void> onRecords(ConsumerRecords<String, byte[]> polled) {
        var batch = decode(polled);
        Map<Integer, Step> steps = positions.steps(batch.next());
        List<BlockChange> changes = batch.values().stream()
                .map(BlockChange::of)
                .filter(Objects::nonNull)
                .toList();
        return deadLetters
                .send(batch.poison())
                .chain(() -> patiently(apply(changes)
                        .chain(() -> blocks.advance(steps))
                        .invoke(advanced -> positions.moved(steps, advanced))
                        .replaceWithVoid()));
    }

    /** What there is of blocks among events. */
    public static DecodedBatch<Event> decode(ConsumerRecords<String, byte[]> polled) {
        return DecodedBatch.of(blocksOf(polled), Event.parser(), BlockChange::objection);
    }

    private Uni<Void> apply(List<BlockChange> changes) {
        return Multi.createFrom()
                .iterable(changes)
                .onItem()
                .transformToUniAndConcatenate(blocks::apply)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Void> patiently(Uni<Void> work) {
        return work.onFailure(MemoryUnavailableException.class)
                .retry()
                .withBackOff(PAUSE_MIN, PAUSE_MAX)
                .indefinitely();
    }

    /** The records that are blocks, or do not say what they are. */
    private static ConsumerRecords<String, byte[]> blocksOf(ConsumerRecords<String, byte[]> polled) {
        Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> wanted = new HashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            wanted.put(
                    partition,
                    polled.records(partition).stream()
                            .filter(BlocksConsumer::mayBeBlock)
                            .toList());
        }
        return new ConsumerRecords<>(wanted, polled.nextOffsets());
    }

    private static boolean mayBeBlock(ConsumerRecord<String, byte[]> record) {
        String type = CloudEvents.text(record.headers(), "ce_type");
        return type == null || type.equals(BLOCK_CHANGED);
    }
}
