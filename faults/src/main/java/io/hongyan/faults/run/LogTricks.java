package io.hongyan.faults.run;

import static java.util.Objects.requireNonNull;

import io.hongyan.eventlog.Topics;
import io.hongyan.faults.schedule.Victim;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes what nobody can read to topics, and sets consumer groups back. Used by one thread, but for counts. */
final class LogTricks {

    private static final int WAIT_MILLIS_MAX = 15_000;
    private static final int POISON_BYTES_MAX = 2_000;
    private static final int SET_BACK_ATTEMPTS_MAX = 60;
    private static final long PAUSE_MILLIS = 500;

    /** Topics whose readers set aside what they cannot read. */
    private static final List<String> POISONED = List.of(Topics.COMMANDS, Topics.EVENTS, Topics.SESSIONS);

    /** Those whose readers only skip it. */
    private static final List<String> SKIPPED = List.of(Topics.REPLIES, Topics.DELIVERIES, Topics.PRESENCE);

    private final String broker;
    private final Random random;
    private volatile int poisoned;

    LogTricks(String broker, Random random) {
        this.broker = broker;
        this.random = random;
    }

    /** One record for each topic. If the broker is down just now, it is waited for. */
    void poison() {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", broker, "delivery.timeout.ms", WAIT_MILLIS_MAX, "request.timeout.ms", 5_000);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            for (String topic : POISONED) {
                producer.send(record(topic)).get();
                poisoned++;
            }
            for (String topic : SKIPPED) {
                producer.send(record(topic)).get();
            }
        } catch (ExecutionException down) {
            // what was written counts
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private ProducerRecord<String, byte[]> record(String topic) {
        byte[] bytes = new byte[1 + random.nextInt(POISON_BYTES_MAX)];
        random.nextBytes(bytes);
        bytes[0] = (byte) 0xff; // a tag with a wire type that Protobuf does not have
        return new ProducerRecord<>(topic, "poison-" + random.nextInt(1_000), bytes);
    }

    int poisoned() {
        return poisoned;
    }

    /** How many records lie in all dead-letter topics. */
    long deadLetters() {
        try (Admin admin = admin()) {
            Map<TopicPartition, OffsetSpec> ends = POISONED.stream()
                    .map(topic -> new TopicPartition(Topics.deadLetters(topic), 0))
                    .collect(Collectors.toMap(partition -> partition, _ -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(end -> end.offset())
                    .sum();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The dead letters cannot be counted.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted.", e);
        }
    }

    /** Makes the groups that keep their position in Kafka begin at the start. None of their members may live. */
    void forgetPositions(Victim victim) {
        Set<String> groups = switch (victim) {
            case MESSAGE -> Set.of("hongyan-router");
            case PRESENCE -> Set.of("hongyan-presence", "hongyan-presence-visibility");
            case CONNECTOR, HISTORY, PUSH, KAFKA, POSTGRES, REDIS -> Set.of();
        };
        groups.forEach(this::setBack);
    }

    /** A group takes a moment to miss its dead members. */
    private void setBack(String group) {
        try (Admin admin = admin()) {
            Map<TopicPartition, OffsetAndMetadata> kept = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, OffsetAndMetadata> zero = new HashMap<>();
            kept.keySet().forEach(partition -> zero.put(partition, new OffsetAndMetadata(0)));
            if (zero.isEmpty()) {
                return;
            }
            for (int attempt = 1; ; attempt++) {
                try {
                    admin.alterConsumerGroupOffsets(group, zero).all().get();
                    return;
                } catch (ExecutionException stillThere) {
                    if (attempt == SET_BACK_ATTEMPTS_MAX) {
                        throw stillThere;
                    }
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Group %s cannot be set back: %s"
                            .formatted(group, requireNonNull(e.getCause()).getMessage()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Admin admin() {
        return Admin.create(Map.of(
                "bootstrap.servers", broker, "default.api.timeout.ms", WAIT_MILLIS_MAX, "request.timeout.ms", 5_000));
    }
}
