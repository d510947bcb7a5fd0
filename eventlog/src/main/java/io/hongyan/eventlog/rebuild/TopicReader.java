package io.hongyan.eventlog.rebuild;

import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Logged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads a topic from its beginning up to given offsets and not one further, as a guest: without a consumer group. Holds
 * one batch at a time, and what Kafka's client fetches ahead: a few MiB.
 */
public final class TopicReader<T> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int BATCH_RECORDS_MAX = 1_000;
    private static final int FETCH_BYTES_MAX = 8 << 20;

    private final Consumer<String, byte[]> consumer;
    private final Decoding<T> decoding;
    private final List<TopicPartition> partitions;
    private final Map<Integer, Long> reached = new HashMap<>();
    private boolean isWhole = true;
    private long poison;

    /** Decodes what a poll has brought. */
    @FunctionalInterface
    public interface Decoding<T> {

        /** Good records and poison, and how far the poll leads. */
        DecodedBatch<T> decode(ConsumerRecords<String, byte[]> polled);
    }

    /**
     * At the beginning of a topic.
     *
     * @param kafka the settings by which the log is reached
     * @param name of the projection that is rebuilt
     */
    public TopicReader(Map<String, Object> kafka, String name, String topic, Decoding<T> decoding) {
        this.decoding = decoding;
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.keySet().retainAll(ConsumerConfig.configNames());
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "hongyan-rebuild-" + name);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, BATCH_RECORDS_MAX);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES_MAX);
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        consumer.beginningOffsets(partitions).forEach((partition, first) -> {
            reached.put(partition.partition(), first);
            isWhole &= first == 0;
        });
    }

    /** The topic's partitions. */
    public List<Integer> partitions() {
        return partitions.stream().map(TopicPartition::partition).toList();
    }

    /** Whether the topic had all that was ever written to it, when reading began. */
    public boolean isWhole() {
        return isWhole;
    }

    /** Where each partition ends for those who read committed. */
    public Map<Integer, Long> ends() {
        Map<Integer, Long> ends = new HashMap<>();
        consumer.endOffsets(partitions).forEach((partition, end) -> ends.put(partition.partition(), end));
        return ends;
    }

    /**
     * Makes sure that the log has everything from its beginning to the given offsets.
     *
     * @throws RebuildException if not
     */
    public void requireAll(Map<Integer, Long> until) {
        consumer.beginningOffsets(partitions).forEach((partition, first) -> {
            if (first > 0) {
                throw impossible("%s begins at offset %d: what was before cannot be rebuilt.", partition, first);
            }
        });
        Map<Integer, Long> ends = ends();
        until.forEach((partition, offset) -> {
            long end = ends.getOrDefault(partition, 0L);
            if (offset > end) {
                throw impossible(
                        "The projection has read partition %d up to offset %d, but the log ends at %d.",
                        partition, offset, end);
            }
        });
    }

    private static RebuildException impossible(String sentence, Object... values) {
        return new RebuildException(RebuildException.Cause.IMPOSSIBLE, sentence.formatted(values));
    }

    /** Offsets between what was read and the given ones. */
    public long remaining(Map<Integer, Long> until) {
        return reached.entrySet().stream()
                .mapToLong(at -> Math.max(0, until.getOrDefault(at.getKey(), 0L) - at.getValue()))
                .sum();
    }

    /** Offsets that were read. */
    public long read() {
        return reached.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Records that made no sense so far. */
    public long poison() {
        return poison;
    }

    /** The next records before the given offsets, and how far that leads: empty if none came for a moment. */
    public DecodedBatch<T> next(Map<Integer, Long> until) {
        List<TopicPartition> wanted = new ArrayList<>();
        List<TopicPartition> done = new ArrayList<>();
        for (TopicPartition partition : partitions) {
            boolean isBehind = reached(partition) < until(partition, until);
            (isBehind ? wanted : done).add(partition);
        }
        consumer.pause(done);
        consumer.resume(wanted);
        ConsumerRecords<String, byte[]> polled = consumer.poll(POLL);
        Map<Integer, Long> next = new HashMap<>();
        for (TopicPartition partition : wanted) {
            long position = consumer.position(partition);
            long end = until(partition, until);
            if (position > end) {
                consumer.seek(partition, end); // what came beyond is read again when its turn comes
            }
            if (position > reached(partition)) {
                next.put(partition.partition(), Math.min(position, end));
            }
        }
        DecodedBatch<T> decoded = decoding.decode(polled);
        poison += decoded.poison().stream()
                .map(bad -> bad.record())
                .filter(record -> record.offset() < next.getOrDefault(record.partition(), 0L))
                .count();
        List<Logged<T>> records = decoded.records().stream()
                .filter(record -> record.offset() < next.getOrDefault(record.partition(), 0L))
                .toList();
        reached.putAll(next);
        return new DecodedBatch<>(records, List.of(), next);
    }

    private long reached(TopicPartition partition) {
        return reached.getOrDefault(partition.partition(), 0L);
    }

    private static long until(TopicPartition partition, Map<Integer, Long> until) {
        return until.getOrDefault(partition.partition(), 0L);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
