package io.hongyan.launcher.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Message;
import io.hongyan.embedded.EmbeddedKafka;
import io.hongyan.embedded.KafkaTopic;
import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.launcher.LauncherException;
import io.hongyan.launcher.process.SuitePorts;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.events.v1.Event;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker with all topics, beside services that are down. */
class TraceTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Records.NOON.plus(Duration.ofMinutes(10)));

    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;
    private static KafkaProducer<String, byte[]> producer;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(new EmbeddedKafka.Settings(folder, 0));
        kafka.createTopics(Topics.all().stream()
                .map(topic -> new KafkaTopic(topic.name(), topic.partitions(), Map.of("retention.ms", "-1")))
                .toList());
        producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
        write(Topics.COMMANDS, null, Records.CONVERSATION, "", 2, Records.command());
        write(Topics.COMMANDS, null, Records.CONVERSATION, "", 3, refusedCommand());
        byte[] poison = {-1, -1, -1};
        producer.send(new ProducerRecord<>(
                        Topics.EVENTS, null, Records.NOON.toEpochMilli(), Records.CONVERSATION, poison))
                .get();
        write(Topics.EVENTS, null, Records.CONVERSATION, "d:alice:bob/10", 6, Records.sent());
        write(Topics.EVENTS, null, Records.CONVERSATION, "d:alice:bob/11", 80, Records.delivered(11, "tablet", 4));
        write(Topics.EVENTS, null, Records.CONVERSATION, "d:alice:bob/12", 900, Records.read(12, 4));
        write(Topics.EVENTS, null, "d:alice:carol", "d:alice:carol/1", 6, inTwoConversations("d:alice:carol"));
        write(Topics.EVENTS, null, "d:alice:dan", "d:alice:dan/1", 6, inTwoConversations("d:alice:dan"));
        write(Topics.REPLIES, 5, Records.CONVERSATION, "boot/9", 6, Records.reply());
        write(Topics.SESSIONS, null, "bob", "", -60_000, Records.session());
        write(Topics.DELIVERIES, 8, null, "d:alice:bob/10/0", 21, Records.delivery());
        write(Topics.DELIVERIES, 8, null, "d:alice:bob/11/0", 85, Records.delivery()); // a receipt's
        write(Topics.PUSH_DECISIONS, null, "bob", "decision/deferred", 31, Records.deferred());
        write(Topics.PUSH_DECISIONS, null, "bob", "decision/deferred", 32, Records.deferred()); // at least once
    }

    @AfterAll
    static void stop() {
        producer.close(Duration.ofSeconds(5));
        kafka.close();
    }

    @Test
    void everyTopicIsSearchedForWhatConcernsTheMessage() {
        int status = trace("d:alice:bob#4");

        assertThat(status).isZero();
        assertThat(shown())
                .contains(
                        "d:alice:bob#4, r10: message sent by alice on phone, client id m-1",
                        "received from alice on phone",
                        "command handed to Kafka",
                        "numbered by the sequencer: #4, r10",
                        "answered to slot 5: accepted",
                        "routed to slot 8 for bob on tablet, session session-of-nobody",
                        "push to bob on phone: deferred, because awaiting confirmation",
                        "delivered: bob on tablet has everything up to #4",
                        "read: bob on tablet has read up to #4",
                        "what history-service has of it: no answer (UNAVAILABLE");
        assertThat(shown().split("routed to slot", -1)).hasSize(2);
        assertThat(shown().split("deferred, because", -1)).hasSize(2);
        assertThat(shown()).doesNotContain("secret words");
    }

    @Test
    void clientIdAndRevisionFindItTooAlsoInThePartOfTheLogThatIsAskedFor() {
        assertThat(trace("m-1", "--last", "1h")).isZero();
        assertThat(trace("d:alice:bob/10")).isZero();

        assertThat(shown().split("d:alice:bob#4, r10", -1)).hasSize(3);
    }

    @Test
    void aCommandWithoutAnEventIsFoundByItsClientId() {
        int status = trace("m-refused");

        assertThat(status).isZero();
        assertThat(shown())
                .contains("A command was sent, and no event of it is found.", "received from alice on phone");
    }

    @Test
    void whatIsNotThereIsSaidNotToBeThere() {
        assertThat(trace("d:alice:bob#99")).isEqualTo(1);
        assertThat(trace("d:alice:bob#4", "--last", "1m")).isEqualTo(1);

        assertThat(shown()).contains("Nothing of it is found.");
    }

    @Test
    void anIdThatFitsSeveralMessagesNamesThem() {
        assertThatThrownBy(() -> trace("m-twice"))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("d:alice:carol/1")
                .hasMessageContaining("d:alice:dan/1");
    }

    @Test
    void argumentsThatMakeNoSenseAreExplained() {
        assertThat(trace()).isEqualTo(2);

        assertThat(shown()).startsWith("usage: ./hongyan trace MESSAGE_ID");
    }

    private int trace(String... args) {
        return Trace.run(
                List.of(args), kafka.bootstrapServers(), SuitePorts.free(), CLOCK, new PrintStream(shown, true, UTF_8));
    }

    private String shown() {
        return shown.toString(UTF_8);
    }

    private static Command refusedCommand() {
        Command command = Records.command();
        return command.toBuilder()
                .setReplyTo(command.getReplyTo().toBuilder().setCorrelationId(10))
                .setSendMessage(command.getSendMessage().toBuilder().setClientMessageId("m-refused"))
                .build();
    }

    private static Event inTwoConversations(String conversation) {
        Event sent = Records.sent();
        return sent.toBuilder()
                .setConversationId(conversation)
                .setRevision(1)
                .setMessageSent(sent.getMessageSent().toBuilder().setClientMessageId("m-twice"))
                .build();
    }

    private static void write(
            String topic, @Nullable Integer partition, @Nullable String key, String id, long afterMs, Message value)
            throws InterruptedException, ExecutionException {
        Instant at = Records.NOON.plusMillis(afterMs);
        var record = new ProducerRecord<>(topic, partition, at.toEpochMilli(), key, value.toByteArray());
        new CloudEvents(id, value.getDescriptorForType().getFullName(), "/test", at, null).writeTo(record.headers());
        producer.send(record).get();
    }
}
