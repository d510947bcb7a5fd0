package io.hongyan.connector.log.kafka;

import io.hongyan.eventlog.DeadLetters;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Makes {@link Tail}s. They are plain Kafka consumers and not channels, because which partition they read is known only
 * once a slot is leased, and changes while the process runs.
 */
@ApplicationScoped
public class Tails {

    private final Map<String, Object> kafka;
    private final DeadLetters deadLetters;
    private final MeterRegistry meters;
    private final AtomicInteger opened = new AtomicInteger(); // two lives of one source overlap for a moment

    Tails(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            DeadLetters deadLetters,
            MeterRegistry meters) {
        this.kafka = kafka;
        this.deadLetters = deadLetters;
        this.meters = meters;
    }

    /** Begins to follow partitions; the caller closes it. */
    public <T> Tail<T> follow(Tail.Source<T> source, Tail.Reader<T> reader) {
        var tail = new Tail<>(source, reader, () -> consumer(source), deadLetters, meters);
        tail.start();
        return tail;
    }

    private KafkaConsumer<String, byte[]> consumer(Tail.Source<?> source) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.remove(ConsumerConfig.GROUP_ID_CONFIG); // Quarkus puts the application's name there
        settings.put(
                ConsumerConfig.CLIENT_ID_CONFIG, "hongyan-connector-" + source.name() + "-" + opened.incrementAndGet());
        settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class);
        settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                switch (source.from()) {
                    case END -> "latest"; // whoever fell behind what is kept has nobody left to deliver to
                    case BEGINNING -> "earliest";
                });
        settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
        // The broker answers as soon as there is a record; while there is none, one request in this time is enough.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 2_000);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(settings);
    }
}
