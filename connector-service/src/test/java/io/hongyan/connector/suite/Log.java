package io.hongyan.connector.suite;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.hongyan.eventlog.Topics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Everything in the log, as it comes, and a way to write to it. */
@Singleton
public class Log {

    private final String bootstrapServers;
    private final List<ConsumerRecord<String, byte[]>> records = new CopyOnWriteArrayList<>();
    private volatile boolean ended;
    private @Nullable KafkaProducer<String, byte[]> producer;

    Log(@ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    void begin(@Observes @Priority(1) StartupEvent started) {
        Map<String, Object> server = Map.of("bootstrap.servers", bootstrapServers);
        producer = new KafkaProducer<>(server, new StringSerializer(), new ByteArraySerializer());
        Thread.ofPlatform().daemon().name("test-log").start(() -> {
            try (var consumer = new KafkaConsumer<>(server, new StringDeserializer(), new ByteArrayDeserializer())) {
                List<TopicPartition> all = Topics.all().stream()
                        .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
                consumer.assign(all);
                consumer.seekToBeginning(all);
                while (!ended) {
                    consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                }
            }
        });
    }

    void end(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent stopping) {
        ended = true;
        if (producer != null) {
            producer.close(Duration.ofSeconds(1));
        }
    }

    /** What a topic holds, raw. */
    public List<ConsumerRecord<String, byte[]>> raw(String topic) {
        return records.stream().filter(record -> record.topic().equals(topic)).toList();
    }

    /** What a topic holds. */
    public <T> List<T> values(String topic, Parser<T> parser) {
        return raw(topic).stream().map(record -> parse(parser, record.value())).toList();
    }

    public void write(String topic, @Nullable Integer partition, @Nullable String key, MessageLite value) {
        write(topic, partition, key, value.toByteArray());
    }

    public void write(String topic, @Nullable Integer partition, @Nullable String key, byte[] value) {
        write(new ProducerRecord<>(topic, partition, key, value));
    }

    public void write(ProducerRecord<String, byte[]> record) {
        try {
            if (producer != null) {
                producer.send(record).get();
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("not written to " + record.topic(), e);
        }
    }

    /** A record that is written now and committed when the returned transaction is run. */
    public Runnable writeUncommitted(String topic, int partition, MessageLite value) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "transactional.id", "test-" + System.nanoTime());
        var transactional = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        transactional.initTransactions();
        transactional.beginTransaction();
        var _ = transactional.send(new ProducerRecord<>(topic, partition, null, value.toByteArray()));
        transactional.flush();
        return () -> {
            transactional.commitTransaction();
            transactional.close();
        };
    }

    public static <T> T parse(Parser<T> parser, byte[] value) {
        try {
            return parser.parseFrom(value);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
