package io.hongyan.message.sequencer.kafka;

import static io.hongyan.message.sequencer.Commands.IN_PAIR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.embedded.KafkaTopic;
import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.message.sequencer.Commands;
import io.hongyan.proto.commands.v1.Accepted;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.commands.v1.ReplyTo;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.testkit.KafkaTestResource;
import io.hongyan.testkit.PostgresTestResource;
import io.hongyan.testkit.RedisTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The sequencer on a real broker, as the service runs it. */
@QuarkusTest
@WithTestResource(SequencerIT.KafkaWithTopics.class)
@WithTestResource(PostgresTestResource.class)
@WithTestResource(RedisTestResource.class)
class SequencerIT {

    /** Kafka with the topics as they are in production. */
    public static class KafkaWithTopics extends KafkaTestResource {
        @Override
        protected List<KafkaTopic> topics() {
            return Topics.all().stream()
                    .map(topic -> new KafkaTopic(topic.name(), topic.partitions(), topic.config()))
                    .toList();
        }
    }

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SLOT = 5;

    @Inject
    SequencerStreams streams;

    @Inject
    SequencerConfig config;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    private final String boot = UUID.randomUUID().toString();
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();
    private long correlation;
    private KafkaProducer<String, byte[]> producer;
    private KafkaConsumer<String, byte[]> consumer;

    @BeforeEach
    void connect() {
        awaitRunning();
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker, "linger.ms", 0), new StringSerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(Topics.EVENTS, Topics.REPLIES, Topics.deadLetters(Topics.COMMANDS))
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    @AfterEach
    void disconnect() {
        producer.close();
        consumer.close();
    }

    @Test
    void commandsOfAConversationBecomeItsEventsInOrderOnTheirPartition() {
        var conversation = new Commands("d:alice:to-" + UUID.randomUUID());
        var partitions = new HashMap<String, Integer>();
        for (int i = 1; i <= 20; i++) {
            partitions.put("m" + i, write(conversation.send("alice", "m" + i, "hello " + i)));
        }

        List<Reply> replies = awaitReplies(20);

        assertThat(replies)
                .extracting(reply -> reply.getAccepted().getSeq())
                .isEqualTo(Stream.iterate(1L, seq -> seq + 1).limit(20).toList());
        List<ConsumerRecord<String, byte[]>> events = of(Topics.EVENTS);
        assertThat(events)
                .extracting(record -> event(record).getSeq())
                .isEqualTo(Stream.iterate(1L, seq -> seq + 1).limit(20).toList());
        assertThat(events).allSatisfy(record -> {
            assertThat(record.partition())
                    .isEqualTo(partitions.get(event(record).getMessageSent().getClientMessageId()));
            assertThat(CloudEvents.text(record.headers(), "ce_id"))
                    .isEqualTo(record.key() + "/" + event(record).getRevision());
        });
        assertThat(of(Topics.REPLIES)).extracting(ConsumerRecord::partition).containsOnly(SLOT);
    }

    @Test
    void afterARestartWithoutLocalStateAResendGetsTheSameReceipt() throws IOException {
        var conversation = new Commands("d:alice:to-" + UUID.randomUUID());
        write(conversation.send("alice", "m1", "hello"));
        Accepted first = awaitReplies(1).getFirst().getAccepted();
        streams.close();
        deleteLocalState();
        write(conversation.send("alice", "m1", "hello")); // waits in the log
        streams.open();

        write(conversation.send("alice", "m2", "more"));

        List<Reply> replies = awaitReplies(3);
        assertThat(replies.get(1).getAccepted())
                .isEqualTo(first.toBuilder().setRepeated(true).build());
        assertThat(replies.get(2).getAccepted().getSeq()).isEqualTo(2);
        assertThat(of(Topics.EVENTS))
                .extracting(record -> event(record).getSeq())
                .containsExactly(1L, 2L);
    }

    @Test
    void whatWasToDisappearDoesSoAfterARestartOnceAndWithoutACommand() throws IOException {
        var conversation = new Commands("d:alice:to-" + UUID.randomUUID());
        write(conversation.timer("alice", Duration.ofSeconds(1)));
        write(conversation.send("alice", "m1", "goes"));
        awaitReplies(2);
        streams.close();
        deleteLocalState();

        streams.open();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(poll(Topics.EVENTS)).hasSize(3));
        write(conversation.send("alice", "m2", "goes too"));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(poll(Topics.EVENTS)).hasSize(5));
        List<ConsumerRecord<String, byte[]>> events = of(Topics.EVENTS);
        assertThat(events)
                .extracting(record -> event(record).getMessageRecalled().getTargetSeq())
                .containsExactly(0L, 0L, 2L, 0L, 4L);
        assertThat(events)
                .extracting(ConsumerRecord::partition)
                .containsOnly(events.getFirst().partition());
    }

    @Test
    void aRestartThatKeepsItsStateIsQuick() {
        var conversation = new Commands("d:alice:to-" + UUID.randomUUID());
        streams.close();
        write(conversation.send("alice", "m1", "hello"));

        streams.open();

        await().atMost(Duration.ofSeconds(8))
                .untilAsserted(() -> assertThat(poll(Topics.REPLIES)).hasSize(1));
    }

    @Test
    void oneThatStopsHandsItsPartitionsOverAtOnce() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            streams.close();

            var groups = admin.describeConsumerGroups(List.of(StreamsSettings.APPLICATION_ID));
            assertThat(groups.all().get().values())
                    .singleElement()
                    .satisfies(group -> assertThat(group.members()).isEmpty());
        } finally {
            streams.open();
        }
        awaitRunning();
    }

    @Test
    void poisonIsSetAsideAndTheNextIsServed() throws Exception {
        producer.send(new ProducerRecord<>(Topics.COMMANDS, 0, "d:alice:bob", "not Protobuf".getBytes(UTF_8)))
                .get();
        producer.send(new ProducerRecord<>(Topics.COMMANDS, 0, "d:alice:bob", null))
                .get();
        // As long as a broker takes: with the cause added it would be too long, and the partition would stand still.
        producer.send(new ProducerRecord<>(Topics.COMMANDS, 0, "d:alice:bob", new byte[(1 << 20) - 200]))
                .get();
        write(IN_PAIR.send("alice", UUID.randomUUID().toString(), "hello"));

        assertThat(awaitReplies(1).getFirst().hasAccepted()).isTrue();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(poll(Topics.deadLetters(Topics.COMMANDS)))
                        .extracting(record -> CloudEvents.text(record.headers(), "hongyan-error-code"))
                        .containsExactly("UNDECODABLE", "UNDECODABLE", "INVALID"));
    }

    @Test
    void topicsThatComeLaterAreWaitedFor() throws Exception {
        String topic = Topics.deadLetters(Topics.COMMANDS);
        streams.close();
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
            admin.deleteTopics(List.of(topic)).all().get();
            streams.open();
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(streams.status().toString()).contains("Kafka does not have the topics yet"));

            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }

        awaitRunning();
    }

    private void awaitRunning() {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(streams.status()).isEqualTo(new SequencerStatus.Running()));
    }

    private void deleteLocalState() throws IOException {
        try (Stream<Path> files = Files.walk(config.stateDirectory())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private int write(Command command) {
        correlation++;
        Command answered = command.toBuilder()
                .setReplyTo(ReplyTo.newBuilder().setSlot(SLOT).setBootId(boot).setCorrelationId(correlation))
                .build();
        try {
            return producer.send(
                            new ProducerRecord<>(Topics.COMMANDS, answered.getConversationId(), answered.toByteArray()))
                    .get()
                    .partition();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private List<Reply> awaitReplies(int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(poll(Topics.REPLIES)).hasSize(count));
        return of(Topics.REPLIES).stream().map(SequencerIT::reply).toList();
    }

    private List<ConsumerRecord<String, byte[]>> poll(String topic) {
        consumer.poll(Duration.ofMillis(100)).forEach(seen::add);
        return of(topic);
    }

    private List<ConsumerRecord<String, byte[]>> of(String topic) {
        return seen.stream().filter(record -> record.topic().equals(topic)).toList();
    }

    private static Event event(ConsumerRecord<String, byte[]> record) {
        try {
            return Event.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static Reply reply(ConsumerRecord<String, byte[]> record) {
        try {
            return Reply.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }
}
