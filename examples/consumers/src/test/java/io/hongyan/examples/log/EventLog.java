package io.hongyan.examples.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hongyan.embedded.KafkaTopic;
import io.hongyan.embedded.KafkaTopics;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.testkit.TestServers;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** {@code hongyan.events.v1} on a real Kafka, empty at first, written as the sequencer writes it: in transactions. */
public final class EventLog implements AutoCloseable {

    public static final String TOPIC = "hongyan.events.v1";
    public static final String DEAD_LETTERS = "crm.webhooks.dlq";
    public static final String GROUP = "g:01jzs4bbdf0000000000000000";

    private final KafkaProducer<String, byte[]> producer;

    public EventLog() {
        KafkaTopics.removeAll(TestServers.kafka());
        KafkaTopics.create(TestServers.kafka(), List.of(KafkaTopic.of(TOPIC, 4), KafkaTopic.of(DEAD_LETTERS, 1)));
        this.producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        TestServers.kafka(),
                        "transactional.id",
                        UUID.randomUUID().toString()),
                new StringSerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /** A message with a revision and a seq of the same number. */
    public static Event message(String conversation, long number, String text, Instant time) {
        return Event.newBuilder()
                .setConversationId(conversation)
                .setRevision(number)
                .setSeq(number)
                .setTimeMs(time.toEpochMilli())
                .setActor(Actor.newBuilder().setUserId("alice").setDeviceId("phone"))
                .setMessageSent(MessageSent.newBuilder()
                        .setContent(Content.newBuilder().setText(text))
                        .setCountable(true))
                .build();
    }

    /** Commits events, all in one transaction. */
    public void write(List<Event> events) {
        producer.beginTransaction();
        events.forEach(this::send);
        producer.commitTransaction();
    }

    /** Commits a record as it is. */
    public void write(ProducerRecord<String, byte[]> record) {
        producer.beginTransaction();
        var _ = producer.send(record); // its failure is the transaction's
        producer.commitTransaction();
    }

    /** Writes events that never happen. */
    public void abort(List<Event> events) {
        producer.beginTransaction();
        events.forEach(this::send);
        producer.flush();
        producer.abortTransaction();
    }

    /** Writes an event in a transaction that stays open until this is closed. */
    public void begin(Event event) {
        producer.beginTransaction();
        send(event);
        producer.flush();
    }

    /** The record of an event, with the headers that an event has. */
    public static ProducerRecord<String, byte[]> record(Event event) {
        var record =
                new ProducerRecord<>(TOPIC, null, event.getTimeMs(), event.getConversationId(), event.toByteArray());
        record.headers()
                .add("ce_id", (event.getConversationId() + "/" + event.getRevision()).getBytes(UTF_8))
                .add(
                        "ce_type",
                        ("hongyan.events.v1.Event."
                                        + event.getPayloadCase().name().toLowerCase(Locale.ROOT))
                                .getBytes(UTF_8));
        return record;
    }

    private void send(Event event) {
        var _ = producer.send(record(event));
    }

    @Override
    public void close() {
        producer.close();
    }
}
