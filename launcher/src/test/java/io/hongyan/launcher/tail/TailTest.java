package io.hongyan.launcher.tail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hongyan.embedded.EmbeddedKafka;
import io.hongyan.embedded.KafkaTopic;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageSent;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The topic of a real broker, with a record in it that nobody can read. */
class TailTest {

    private static final Event HI = Event.newBuilder()
            .setConversationId("d:alice:bob")
            .setSeq(1)
            .setRevision(1)
            .setActor(Actor.newBuilder().setUserId("alice"))
            .setMessageSent(MessageSent.newBuilder()
                    .setCountable(true)
                    .setContent(Content.newBuilder().setText("hi bob")))
            .build();

    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    @BeforeAll
    static void start() throws Exception {
        kafka = EmbeddedKafka.start(new EmbeddedKafka.Settings(folder, 0));
        kafka.createTopics(List.of(KafkaTopic.of(Topics.EVENTS, 2)));
        write(new byte[] {-1, -1, -1}, HI.toByteArray());
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void recordsAreLinesAndPoisonDoesNotEndIt() {
        Tail tail = tail("events", "--from-beginning");
        CompletableFuture<Integer> following = CompletableFuture.supplyAsync(tail::follow);

        await().atMost(Duration.ofSeconds(20)).until(() -> lines().size() == 2);
        tail.stop();

        assertThat(following.join()).isZero();
        assertThat(lines().getFirst()).endsWith("offset 0: 3 bytes that are no record");
        assertThat(lines().getLast()).endsWith("d:alice:bob                  #1     r1     alice “hi bob”");
    }

    @Test
    void jsonIsOneObjectForEachRecord() {
        Tail tail = tail("events", "--from-beginning", "--json");
        CompletableFuture<Integer> following = CompletableFuture.supplyAsync(tail::follow);

        await().atMost(Duration.ofSeconds(20)).until(() -> lines().size() == 2);
        tail.stop();

        assertThat(following.join()).isZero();
        assertThat(lines().getLast())
                .startsWith("{\"partition\":")
                .contains("\"offset\":1,\"value\":{\"conversation_id\":\"d:alice:bob\"")
                .endsWith("}");
    }

    @Test
    void topicThatIsNotThereIsSaid() {
        int status = tail("sessions").follow();

        assertThat(status).isEqualTo(1);
        assertThat(lines()).containsExactly("There is no topic hongyan.sessions.v1 here.");
    }

    private Tail tail(String... words) {
        return new Tail(
                TailArguments.parse(List.of(words)).orElseThrow(),
                kafka.bootstrapServers(),
                new PrintStream(shown, true, UTF_8));
    }

    private List<String> lines() {
        return shown.toString(UTF_8).lines().toList();
    }

    private static void write(byte[]... values) throws Exception {
        try (var producer = new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (byte[] value : values) {
                producer.send(new ProducerRecord<>(Topics.EVENTS, "d:alice:bob", value))
                        .get();
            }
        }
    }
}
