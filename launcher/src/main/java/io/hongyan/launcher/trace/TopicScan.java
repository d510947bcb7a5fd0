package io.hongyan.launcher.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.hongyan.eventlog.Topics;
import io.hongyan.launcher.LauncherException;
import io.hongyan.proto.events.v1.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads topics from a time to where they end now, committed records only, as a guest: without a consumer group. */
final class TopicScan implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration STALLED_MAX = Duration.ofSeconds(20);

    private final KafkaConsumer<String, byte[]> consumer;

    TopicScan(String kafka) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false",
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000",
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /**
     * Reads a topic; a partition's records come in their order. What is no such message is passed over.
     *
     * @param key only the partition that records with this key go to; null for all
     * @param from only records written since then; null for all
     * @throws LauncherException if the broker does not answer
     */
    <T> void read(
            String topic, @Nullable String key, @Nullable Instant from, Parser<T> parser, Consumer<Entry<T>> each) {
        scan(topic, key, from, record -> decoded(record, parser).ifPresent(each));
    }

    /** Reads a topic, its records' headers only. */
    void headers(String topic, @Nullable Instant from, Consumer<Entry<String>> each) {
        scan(topic, null, from, record -> each.accept(entry(record, "")));
    }

    /**
     * The one message that has an id; empty if there is none.
     *
     * @param from only if it was written since then; null for whenever
     * @throws LauncherException if a client's id fits several messages, naming them; or if the broker does not answer
     */
    Optional<EventSearch.Found> message(MessageId wanted, @Nullable Instant from) {
        List<EventSearch.Found> found = events(wanted, wanted.conversation().orElse(null), from);
        if (found.isEmpty() && wanted.conversation().isPresent()) {
            found = events(wanted, null, from); // perhaps the topic had another number of partitions then
        }
        if (found.size() > 1) {
            throw new LauncherException("Several messages have this id; name one of them: "
                    + found.stream().map(EventSearch.Found::id).collect(Collectors.joining(", "))
                    + (found.size() == EventSearch.FOUND_MAX ? ", …" : ""));
        }
        return found.stream().findFirst();
    }

    private List<EventSearch.Found> events(MessageId wanted, @Nullable String key, @Nullable Instant from) {
        var events = new EventSearch(wanted);
        read(Topics.EVENTS, key, from, Event.parser(), events::accept);
        return events.found();
    }

    private void scan(
            String topic, @Nullable String key, @Nullable Instant from, Consumer<ConsumerRecord<String, byte[]>> each) {
        try {
            List<TopicPartition> partitions = partitions(topic, key);
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
            seek(partitions, from, ends);
            long progress = System.nanoTime();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                var polled = consumer.poll(POLL);
                polled.forEach(each);
                if (!polled.isEmpty()) {
                    progress = System.nanoTime();
                } else if (System.nanoTime() - progress > STALLED_MAX.toNanos()) {
                    throw new LauncherException("The topic %s cannot be read to its end.".formatted(topic));
                }
            }
        } catch (KafkaException e) {
            throw new LauncherException(
                    "Kafka does not let the topic %s be read (%s). Does the suite run? `./hongyan status` tells."
                            .formatted(topic, e.getMessage()),
                    e);
        }
    }

    private List<TopicPartition> partitions(String topic, @Nullable String key) {
        int count = consumer.partitionsFor(topic).size();
        if (key != null && count > 0) {
            return List.of(new TopicPartition(topic, BuiltInPartitioner.partitionForKey(key.getBytes(UTF_8), count)));
        }
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private void seek(List<TopicPartition> partitions, @Nullable Instant from, Map<TopicPartition, Long> ends) {
        if (from == null) {
            consumer.seekToBeginning(partitions);
            return;
        }
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, Math.max(0, from.toEpochMilli())));
        consumer.offsetsForTimes(times).forEach((partition, found) -> {
            if (found != null) {
                consumer.seek(partition, found.offset());
            } else {
                ends.remove(partition); // all of it is older
                consumer.seekToEnd(List.of(partition));
            }
        });
    }

    private static <T> Optional<Entry<T>> decoded(ConsumerRecord<String, byte[]> record, Parser<T> parser) {
        if (record.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(entry(record, parser.parseFrom(record.value())));
        } catch (InvalidProtocolBufferException e) {
            return Optional.empty(); // poison: its dead letter is what tells of it
        }
    }

    private static <T> Entry<T> entry(ConsumerRecord<String, byte[]> record, T value) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), UTF_8));
            }
        }
        return new Entry<>(
                record.topic(),
                record.partition(),
                record.offset(),
                Instant.ofEpochMilli(record.timestamp()),
                headers,
                value);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
