package io.hongyan.message.unread;

import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.testkit.TestServers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes events as the sequencer does, in transactions; and other things, as it never would. */
final class EventLog implements AutoCloseable {

    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of(
                    "bootstrap.servers",
                    TestServers.kafka(),
                    "transactional.id",
                    "test-sequencer-" + UUID.randomUUID(),
                    "linger.ms",
                    "0"),
            new StringSerializer(),
            new ByteArraySerializer());

    EventLog() {
        producer.initTransactions();
    }

    void commit(List<Event> events) {
        producer.beginTransaction();
        events.forEach(event -> producer.send(record(event)));
        producer.commitTransaction();
    }

    /** Writes what no committed read will ever see, into a given partition. */
    void abort(int partition, Event event) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(Topics.EVENTS, partition, event.getConversationId(), event.toByteArray()));
        producer.flush(); // it must be in the log before it is taken back
        producer.abortTransaction();
    }

    void commitRaw(String key, byte[] value) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(Topics.EVENTS, key, value));
        producer.commitTransaction();
    }

    private static ProducerRecord<String, byte[]> record(Event event) {
        var record = new ProducerRecord<>(Topics.EVENTS, event.getConversationId(), event.toByteArray());
        new CloudEvents(
                        event.getConversationId() + "/" + event.getRevision(),
                        "hongyan.events.v1.Event."
                                + event.getPayloadCase().name().toLowerCase(java.util.Locale.ROOT),
                        "/hongyan/sequencer",
                        Instant.ofEpochMilli(event.getTimeMs()),
                        null)
                .writeTo(record.headers());
        return record;
    }

    /** All dead letters so far. */
    static List<ConsumerRecord<String, byte[]>> deadLetters() {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestServers.kafka()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            var dead = new TopicPartition(Topics.deadLetters(Topics.EVENTS), 0);
            consumer.assign(List.of(dead));
            consumer.seekToBeginning(List.of(dead));
            return List.copyOf(consumer.poll(Duration.ofMillis(500)).records(dead));
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
