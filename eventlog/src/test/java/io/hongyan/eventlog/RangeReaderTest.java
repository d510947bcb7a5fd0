package io.hongyan.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.embedded.KafkaTopic;
import io.hongyan.embedded.KafkaTopics;
import io.hongyan.testkit.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RangeReaderTest {

    private static final String TOPIC = "range-reader";
    private static final Duration LONG = Duration.ofSeconds(20);

    /** Keys 0 to 9 in one transaction, a mark, one that was taken back, a mark. */
    @BeforeAll
    static void write() {
        KafkaTopics.create(TestServers.kafka(), List.of(KafkaTopic.of(TOPIC, 1)));
        try (var producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.kafka(), "transactional.id", TOPIC),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            IntStream.range(0, 10)
                    .forEach(i -> producer.send(new ProducerRecord<>(TOPIC, Integer.toString(i), new byte[0])));
            producer.commitTransaction();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(TOPIC, "never", new byte[0]));
            producer.flush();
            producer.abortTransaction();
        }
    }

    @Test
    void aPieceIsReadFromItsFirstOffsetToTheOneBeforeItsEnd() {
        List<String> keys = new ArrayList<>();

        long next = read(3, 6, 100, keys);

        assertThat(keys).containsExactly("3", "4", "5");
        assertThat(next).isEqualTo(6);
    }

    @Test
    void marksAndWhatWasTakenBackArePassedOver() {
        List<String> keys = new ArrayList<>();

        long next = read(8, 13, 100, keys);

        assertThat(keys).containsExactly("8", "9");
        assertThat(next).isEqualTo(13);
    }

    @Test
    void whatIsBeyondTheEndEndsByTime() {
        List<String> keys = new ArrayList<>();
        try (var reader = reader()) {
            long next = reader.read(
                    0,
                    9,
                    1000,
                    100,
                    Duration.ofSeconds(3),
                    records -> records.forEach(record -> keys.add(record.key())));

            assertThat(keys).containsExactly("9");
            assertThat(next).isEqualTo(13);
            assertThat(reader.beginning(0)).isZero();
        }
    }

    private static long read(long from, long to, int recordsMax, List<String> keys) {
        try (var reader = reader()) {
            return reader.read(
                    0, from, to, recordsMax, LONG, records -> records.forEach(record -> keys.add(record.key())));
        }
    }

    private static RangeReader reader() {
        return new RangeReader(Map.of("bootstrap.servers", TestServers.kafka()), TOPIC, "test");
    }
}
