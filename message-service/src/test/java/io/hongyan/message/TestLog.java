package io.hongyan.message;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hongyan.testkit.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** One topic to write to and to read from its beginning, for one test at a time. */
public final class TestLog implements AutoCloseable {

    private final String topic;
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> read = new ArrayList<>();

    /** Opens it. */
    public TestLog(String topic) {
        this.topic = topic;
        Map<String, Object> kafka = Map.of("bootstrap.servers", TestServers.kafka());
        producer = new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(kafka, new StringDeserializer(), new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Appends a record by its key. */
    public void append(String key, byte[] value) {
        var _ = producer.send(new ProducerRecord<>(topic, key, value));
        producer.flush();
    }

    /** Appends a record that belongs to a trace. */
    public void append(String key, byte[] value, String traceparent) {
        var record = new ProducerRecord<>(topic, key, value);
        record.headers().add("traceparent", traceparent.getBytes(UTF_8));
        var _ = producer.send(record);
        producer.flush();
    }

    /** Appends a record to a partition. */
    public void append(int partition, byte[] value) {
        var _ = producer.send(new ProducerRecord<>(topic, partition, null, value));
        producer.flush();
    }

    /** Waits until so many records fit, and returns all that do. */
    public List<ConsumerRecord<String, byte[]>> await(int count, Predicate<ConsumerRecord<String, byte[]>> fits) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    consumer.poll(Duration.ofMillis(50)).forEach(read::add);
                    return read.stream().filter(fits).count() >= count;
                });
        return read.stream().filter(fits).toList();
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
