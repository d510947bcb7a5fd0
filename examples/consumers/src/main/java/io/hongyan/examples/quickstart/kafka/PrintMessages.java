package io.hongyan.examples.quickstart.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.proto.content.Said;
import io.hongyan.proto.events.v1.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Prints what people write, a line for each message. Arguments: the brokers ({@code localhost:7490} is {@code ./hongyan up}) and a
 * group of your own.
 */
public final class PrintMessages implements AutoCloseable {

    private static final String TOPIC = "hongyan.events.v1";
    private static final String MESSAGE_SENT = "hongyan.events.v1.Event.message_sent";

    private final KafkaConsumer<String, byte[]> consumer;

    PrintMessages(String brokers, String group) {
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        brokers,
                        "group.id",
                        group,
                        "isolation.level",
                        "read_committed", // what was aborted never happened
                        "auto.offset.reset",
                        "earliest", // where a new group begins; "latest" is now
                        "enable.auto.commit",
                        false), // the position moves after the work, below
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Reads until {@link #stop} is called. */
    void run(Consumer<String> lines) throws InvalidProtocolBufferException {
        consumer.subscribe(List.of(TOPIC));
        try {
            while (true) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                    if (MESSAGE_SENT.equals(header(record, "ce_type"))) { // others are skipped without decoding them
                        lines.accept(line(Event.parseFrom(record.value())));
                    }
                }
                consumer.commitSync(); // after a crash in between they come again: at least once
            }
        } catch (WakeupException stopped) {
            // as asked
        }
    }

    /** Ends {@link #run}, from any thread. */
    void stop() {
        consumer.wakeup();
    }

    @Override
    public void close() {
        consumer.close();
    }

    /** Where it was said, its number there, by whom, and what. */
    private static String line(Event event) {
        return "%s #%d %s: %s"
                .formatted(
                        event.getConversationId(),
                        event.getSeq(),
                        event.getActor().getUserId(),
                        Said.words(event.getMessageSent().getContent()));
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return Optional.ofNullable(record.headers().lastHeader(name))
                .map(Header::value)
                .map(value -> new String(value, UTF_8))
                .orElse("");
    }

    static void main(String[] arguments) throws InvalidProtocolBufferException {
        try (var messages = new PrintMessages(arguments[0], arguments[1])) {
            Runtime.getRuntime().addShutdownHook(new Thread(messages::stop));
            messages.run(System.out::println);
        }
    }
}
