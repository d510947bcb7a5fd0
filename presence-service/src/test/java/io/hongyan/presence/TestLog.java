package io.hongyan.presence;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.presence.v1.PresenceRecord;
import io.hongyan.testkit.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Kafka as tests see it: writes records, and reads whole topics. */
public final class TestLog implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestServers.kafka()), new StringSerializer(), new ByteArraySerializer());

    /** Writes a record, and returns when Kafka has it. */
    public void write(String topic, String key, MessageLite value) {
        write(topic, key, value.toByteArray(), null);
    }

    /** Writes a record with a CloudEvents type. */
    public void write(String topic, String key, byte[] value, @Nullable String type) {
        var record = new ProducerRecord<>(topic, key, value);
        if (type != null) {
            new CloudEvents(UUID.randomUUID().toString(), type, "/hongyan/test", Instant.EPOCH, null)
                    .writeTo(record.headers());
        }
        try {
            producer.send(record).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not take a record for " + topic, e);
        }
    }

    /** Everything that a topic holds now for a key, in order. */
    public List<ConsumerRecord<String, byte[]>> read(String topic, String key) {
        Map<String, Object> config = Map.of("bootstrap.servers", TestServers.kafka(), "enable.auto.commit", false);
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(50)).forEach(record -> {
                    if (key.equals(record.key())) {
                        found.add(record);
                    }
                });
            }
            return found;
        }
    }

    /** What was published of a user's presence, in order. */
    public List<PresenceRecord> presencesOf(String userId) {
        return read(Topics.PRESENCE, userId).stream().map(TestLog::presence).toList();
    }

    @Override
    public void close() {
        producer.close();
    }

    private static PresenceRecord presence(ConsumerRecord<String, byte[]> record) {
        try {
            return PresenceRecord.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("Not a presence: " + record, e);
        }
    }
}
