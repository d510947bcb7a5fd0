package io.hongyan.eventlog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hongyan.embedded.KafkaTopic;
import io.hongyan.embedded.KafkaTopics;
import io.hongyan.testkit.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LogProducerTest {

    private static final String TOPIC = "log-producer";
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int BYTES_MAX = 1 << 20;

    @BeforeAll
    static void create() {
        KafkaTopics.create(TestServers.kafka(), List.of(KafkaTopic.of(TOPIC, 1)));
    }

    @Test
    void whatIsWrittenIsThereAndABatchKeepsItsOrder() {
        try (LogProducer producer = connected()) {
            producer.write(record("first", 1)).await().atMost(LONG);
            producer.batch(IntStream.range(0, 100)
                            .mapToObj(i -> record("batch-" + i, 1))
                            .toList())
                    .write()
                    .await()
                    .atMost(LONG);

            List<String> expected = new ArrayList<>(List.of("first"));
            IntStream.range(0, 100).forEach(i -> expected.add("batch-" + i));
            assertThat(keys()).containsSubsequence(expected);
        }
    }

    @Test
    void nothingIsWrittenBeforeItIsSubscribedTo() {
        try (LogProducer producer = connected()) {
            producer.write(record("never", 1));
            producer.batch(List.of(record("never", 1)));
            producer.write(record("subscribed", 1)).await().atMost(LONG);

            assertThat(keys()).contains("subscribed").doesNotContain("never");
        }
    }

    /** What is too large never fits: the second attempt consists of it alone. */
    @Test
    void onlyWhatWasNotConfirmedIsWrittenAgain() {
        try (LogProducer producer = connected()) {
            LogBatch batch = producer.batch(
                    List.of(record("once-a", 1), record("too-large", 2 * BYTES_MAX), record("once-b", 1)));

            for (int attempt = 0; attempt < 3; attempt++) {
                assertThatThrownBy(() -> batch.write().await().atMost(LONG))
                        .isInstanceOf(RecordTooLargeException.class);
            }

            assertThat(keys()).containsOnlyOnce("once-a", "once-b");
        }
    }

    @Test
    void anEmptyBatchIsWritten() {
        try (LogProducer producer = connected()) {
            producer.batch(List.of()).write().await().atMost(LONG);
        }
    }

    @Test
    void withoutABrokerItFailsSoonAndIsNotReady() {
        var nobody = Map.<String, Object>of("bootstrap.servers", "localhost:1", "reconnect.backoff.max.ms", 100);
        try (var producer = new LogProducer(terms(), nobody, new SimpleMeterRegistry())) {
            assertThatThrownBy(() -> producer.write(record("never", 1)).await().atMost(LONG))
                    .isInstanceOf(TimeoutException.class)
                    .hasMessage("Kafka has not been found so far.");
            assertThat(producer.isReady()).isFalse();
        }
    }

    @Test
    void theFirstRecordWaitsForKafkaToBeFound() {
        var kafka = Map.<String, Object>of("bootstrap.servers", TestServers.kafka());
        try (var producer = new LogProducer(terms(), kafka, new SimpleMeterRegistry())) {
            producer.write(record("at once", 1)).await().atMost(LONG);

            assertThat(keys()).contains("at once");
        }
    }

    @Test
    void oneThatIsClosedFailsWithASentence() {
        LogProducer producer = connected();
        producer.close();

        assertThatThrownBy(() -> producer.write(record("never", 1)).await().atMost(LONG))
                .hasMessage("The producer is closed.");
    }

    private static LogProducer connected() {
        var producer =
                new LogProducer(terms(), Map.of("bootstrap.servers", TestServers.kafka()), new SimpleMeterRegistry());
        await().until(producer::isReady);
        return producer;
    }

    private static LogProducer.Terms terms() {
        return new LogProducer.Terms("test", Set.of(TOPIC), BYTES_MAX, Duration.ofSeconds(10));
    }

    private static ProducerRecord<String, byte[]> record(String key, int bytes) {
        return new ProducerRecord<>(TOPIC, key, new byte[bytes]);
    }

    private static List<String> keys() {
        List<String> keys = new ArrayList<>();
        var partition = new TopicPartition(TOPIC, 0);
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestServers.kafka()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
            while (consumer.position(partition) < end) {
                consumer.poll(LONG).forEach(record -> keys.add(record.key()));
            }
        }
        return keys;
    }
}
