package io.hongyan.push.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.push.v1.PushDecision;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.eclipse.microprofile.config.ConfigProvider;

/** The log as its other users see it: writes events, and reads everything that stands in a topic. */
public final class Log implements AutoCloseable {

    /** The trace that every event written here belongs to. */
    public static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private final String servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", servers, "linger.ms", 0), new StringSerializer(), new ByteArraySerializer());
    private final KafkaConsumer<String, byte[]> reader = new KafkaConsumer<>(
            Map.of("bootstrap.servers", servers), new StringDeserializer(), new ByteArrayDeserializer());

    /** Writes events in this order. */
    public void write(Event... events) {
        for (Event event : events) {
            write(event.getConversationId(), event.toByteArray());
        }
    }

    /** Writes whatever one likes where events should be. */
    public void write(String key, byte[] value) {
        try {
            var written = new ProducerRecord<>(Topics.EVENTS, key, value);
            written.headers().add(CloudEvents.TRACEPARENT, TRACEPARENT.getBytes(UTF_8));
            producer.send(written).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything that stands in a topic now. */
    public synchronized List<ConsumerRecord<String, byte[]>> read(String topic) {
        List<TopicPartition> partitions = reader.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
        var ends = reader.endOffsets(partitions);
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        while (partitions.stream()
                .anyMatch(partition -> reader.position(partition) < ends.getOrDefault(partition, 0L))) {
            reader.poll(Duration.ofMillis(100)).forEach(found::add);
        }
        return found;
    }

    /** What was decided for a user so far, in order, as "OUTCOME REASON". */
    public List<String> decisions(String user) {
        return decided(user).stream()
                .map(decision -> decision.getOutcome().name().replace("PUSH_OUTCOME_", "") + " "
                        + decision.getReason().name().replace("PUSH_REASON_", ""))
                .toList();
    }

    /** What was decided for a user so far, in order. */
    public List<PushDecision> decided(String user) {
        return read(Topics.PUSH_DECISIONS).stream()
                .filter(found -> found.key().equals(user))
                .map(found -> parse(found.value()))
                .toList();
    }

    private static PushDecision parse(byte[] value) {
        try {
            return PushDecision.parseFrom(value);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        producer.close();
        reader.close();
    }
}
