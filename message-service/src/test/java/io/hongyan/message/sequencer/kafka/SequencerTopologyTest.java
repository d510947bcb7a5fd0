package io.hongyan.message.sequencer.kafka;

import static io.hongyan.message.sequencer.Commands.IN_GROUP;
import static io.hongyan.message.sequencer.Commands.IN_PAIR;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.commands.v1.Accepted;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.Refused;
import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.commands.v1.ReplyTo;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.testkit.TestClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequencerTopologyTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    /** The driver knows topics of one partition only. */
    private static final ReplyTo HERE =
            ReplyTo.newBuilder().setBootId("boot").setCorrelationId(7).build();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TestClock clock = TestClock.at(NOON);

    @TempDir
    Path directory;

    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> commands;
    private TestOutputTopic<String, byte[]> events;
    private TestOutputTopic<String, byte[]> replies;
    private TestOutputTopic<String, byte[]> dead;

    @BeforeEach
    void open() {
        SequencerConfig config = TestConfig.at(directory);
        var settings = new Properties();
        settings.putAll(StreamsSettings.of(config, Map.of("bootstrap.servers", "nowhere:1")));
        driver = new TopologyTestDriver(
                SequencerTopology.of(config, new SequencerMetrics(meters), clock), settings, NOON);
        commands = driver.createInputTopic(Topics.COMMANDS, new StringSerializer(), new ByteArraySerializer());
        events = output(Topics.EVENTS);
        replies = output(Topics.REPLIES);
        dead = output(Topics.deadLetters(Topics.COMMANDS));
    }

    private TestOutputTopic<String, byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aMessageBecomesAnEventAndAReply() throws Exception {
        Command command = IN_PAIR.send("alice", "m1", "hello").toBuilder()
                .setReplyTo(HERE)
                .build();

        pipe(command);

        TestRecord<String, byte[]> event = events.readRecord();
        assertThat(event.key()).isEqualTo("d:alice:bob");
        assertThat(event.timestamp()).isEqualTo(NOON.toEpochMilli());
        assertThat(text(event.headers()))
                .isEqualTo(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "d:alice:bob/1",
                        "ce_type", "hongyan.events.v1.Event.message_sent",
                        "ce_source", "/hongyan/sequencer",
                        "ce_time", "2026-01-01T12:00:00Z",
                        "content-type", "application/protobuf",
                        "traceparent", TRACE));
        assertThat(Event.parseFrom(event.value()).getMessageSent().getContent().getText())
                .isEqualTo("hello");
        TestRecord<String, byte[]> reply = replies.readRecord();
        assertThat(reply.key()).isEqualTo("d:alice:bob");
        assertThat(text(reply.headers()))
                .isEqualTo(Map.of(
                        "ce_specversion", "1.0",
                        "ce_id", "boot/7",
                        "ce_type", "hongyan.commands.v1.Reply",
                        "ce_source", "/hongyan/sequencer",
                        "ce_time", "2026-01-01T12:00:00Z",
                        "content-type", "application/protobuf",
                        "traceparent", TRACE));
        assertThat(Reply.parseFrom(reply.value())).isEqualTo(accepted(1, false));
    }

    private static Reply accepted(long seq, boolean repeated) {
        return Reply.newBuilder()
                .setReplyTo(HERE)
                .setConversationId("d:alice:bob")
                .setAccepted(Accepted.newBuilder()
                        .setSeq(seq)
                        .setTimeMs(NOON.toEpochMilli())
                        .setRevision(seq)
                        .setRepeated(repeated))
                .build();
    }

    @Test
    void aResendIsAnsweredTheSameAfterSevenDaysAndPublishesNothing() {
        Command command = IN_PAIR.send("alice", "m1", "hello").toBuilder()
                .setReplyTo(HERE)
                .build();
        pipe(command);
        pipe(IN_PAIR.send("bob", "m1", "hi"));
        clock.advance(Duration.ofDays(7));
        pipe(IN_PAIR.send("bob", "m2", "still there?"));
        List<Event> before = readEvents();

        pipe(command);

        assertThat(before).extracting(Event::getSeq).containsExactly(1L, 2L, 3L);
        assertThat(readEvents()).isEmpty();
        assertThat(readReplies()).isEqualTo(List.of(accepted(1, false), accepted(1, true)));
    }

    @Test
    void aClientIdIsForgottenAfterItsTime() {
        pipe(IN_PAIR.send("alice", "m1", "hello"));
        clock.advance(Duration.ofDays(9));

        pipe(IN_PAIR.send("alice", "m1", "hello"));

        assertThat(readEvents()).extracting(Event::getSeq).containsExactly(1L, 2L);
    }

    @Test
    void aRefusalIsAnsweredAndPublishesNothing() {
        pipe(IN_PAIR.send("carol", "m1", "hello").toBuilder().setReplyTo(HERE).build());

        assertThat(readReplies())
                .isEqualTo(List.of(Reply.newBuilder()
                        .setReplyTo(HERE)
                        .setConversationId("d:alice:bob")
                        .setRefused(Refused.newBuilder()
                                .setCode(ErrorCode.ERROR_CODE_NOT_A_MEMBER)
                                .setMessage("The user is not in this conversation, or there is none."))
                        .build()));
        assertThat(readEvents()).isEmpty();
    }

    @Test
    void whoCannotBeAnsweredIsServedAllTheSame() {
        pipe(IN_PAIR.send("alice", "m1", "nobody waits"));
        pipe(withSlot(IN_PAIR.send("alice", "m2", "no such slot"), -1));
        pipe(withSlot(IN_PAIR.send("alice", "m3", "no such slot"), Topics.SLOTS));
        pipe(withSlot(IN_PAIR.send("alice", "m4", "not in this topic"), 1));

        assertThat(readEvents()).hasSize(4);
        assertThat(readReplies()).isEmpty();
        assertThat(meters.counter("hongyan.sequencer.replies.dropped").count()).isEqualTo(2);
    }

    private static Command withSlot(Command command, int slot) {
        return command.toBuilder().setReplyTo(HERE.toBuilder().setSlot(slot)).build();
    }

    @Test
    void poisonLeavesAsItCameAndTheNextIsServed() {
        byte[] noAction = IN_PAIR.by("alice").build().toByteArray();
        byte[] noConversation = IN_PAIR.send("alice", "m1", "x").toBuilder()
                .clearConversationId()
                .build()
                .toByteArray();
        pipe("d:alice:bob", new byte[] {(byte) 0xff});
        pipe("d:alice:bob", null);
        pipe("d:alice:carol", IN_PAIR.send("alice", "m1", "x").toByteArray());
        pipe(null, IN_PAIR.send("alice", "m1", "x").toByteArray());
        pipe("d:alice:bob", noConversation);
        pipe("d:alice:bob", noAction);
        pipe(IN_PAIR.send("alice", "m1", "hello"));

        List<TestRecord<String, byte[]>> letters = dead.readRecordsToList();
        assertThat(letters)
                .extracting(letter -> text(letter.headers()).get("hongyan-error-code"))
                .containsExactly("UNDECODABLE", "UNDECODABLE", "INVALID", "INVALID", "INVALID", "INVALID");
        assertThat(letters).extracting(TestRecord::key).startsWith("d:alice:bob", "d:alice:bob", "d:alice:carol", null);
        assertThat(letters.get(1).value()).isNull();
        assertThat(letters.get(5).value()).isEqualTo(noAction);
        assertThat(text(letters.get(5).headers()))
                .isEqualTo(Map.of(
                        "traceparent", TRACE,
                        "hongyan-error-code", "INVALID",
                        "hongyan-error-message", "The command has no action, or one that is not known here.",
                        "hongyan-consumer", "hongyan-sequencer",
                        "hongyan-source-topic", "hongyan.commands.v1",
                        "hongyan-source-partition", "0",
                        "hongyan-source-offset", "5"));
        assertThat(readEvents()).hasSize(1);
        assertThat(meters.counter("hongyan.dead.letters", "topic", Topics.COMMANDS, "code", "INVALID")
                        .count())
                .isEqualTo(4);
    }

    @Test
    void theOwnersHeirIsFoundAmongAllMembers() {
        pipe(IN_GROUP.create("alice", "g", "Friends", "bob"));
        pipe(IN_GROUP.add("alice", "carol"));
        pipe(IN_GROUP.role("alice", "carol", io.hongyan.proto.events.v1.Role.ROLE_ADMIN));
        pipe(IN_GROUP.leave("alice"));
        pipe(IN_GROUP.leave("carol"));

        assertThat(readEvents())
                .filteredOn(Event::hasMemberLeft)
                .extracting(event -> event.getMemberLeft().getNewOwnerId())
                .containsExactly("carol", "bob");
    }

    @Test
    void aRecallFindsItsMessageWithinTheWindowAndKnowsItsFirstAttempt() {
        pipe(IN_PAIR.send("alice", "m1", "oops"));
        pipe(IN_PAIR.send("alice", "m2", "oops again"));
        clock.advance(Duration.ofHours(23));
        pipe(IN_PAIR.recall("alice", 1).toBuilder().setReplyTo(HERE).build());
        clock.advance(Duration.ofDays(2));
        pipe(IN_PAIR.recall("alice", 2).toBuilder().setReplyTo(HERE).build());

        assertThat(readEvents()).filteredOn(Event::hasMessageRecalled).hasSize(1);
        assertThat(readReplies())
                .extracting(
                        reply -> reply.getAccepted().getSeq(),
                        reply -> reply.getRefused().getCode())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(3L, ErrorCode.ERROR_CODE_UNSPECIFIED),
                        org.assertj.core.groups.Tuple.tuple(0L, ErrorCode.ERROR_CODE_TOO_LATE));
    }

    @Test
    void aRestartGoesOnWhereItWas() {
        Command command = IN_PAIR.send("alice", "m1", "hello").toBuilder()
                .setReplyTo(HERE)
                .build();
        pipe(command);
        restartWithItsStores();

        pipe(command);
        pipe(IN_PAIR.send("bob", "m1", "hi"));

        assertThat(readReplies()).isEqualTo(List.of(accepted(1, true)));
        assertThat(readEvents()).extracting(Event::getSeq).containsExactly(2L);
    }

    /** The driver deletes its stores when it closes: what was in them is carried over. Nothing else may be needed. */
    private void restartWithItsStores() {
        var kept = new ArrayList<Runnable>();
        for (String store : List.of("heads", "members")) {
            try (var all = driver.getKeyValueStore(store).all()) {
                all.forEachRemaining(
                        entry -> kept.add(() -> driver.getKeyValueStore(store).put(entry.key, entry.value)));
            }
        }
        for (String store : List.of("receipts", "shown")) {
            try (var all = driver.getWindowStore(store).all()) {
                all.forEachRemaining(entry -> kept.add(() -> driver.getWindowStore(store)
                        .put(entry.key.key(), entry.value, entry.key.window().start())));
            }
        }
        close();
        open();
        kept.forEach(Runnable::run);
    }

    @Test
    void decisionsAreCountedAndTimed() {
        long received = NOON.minusMillis(20).toEpochMilli();
        pipe(IN_PAIR.send("alice", "m1", "hello").toBuilder()
                .setReceivedMs(received)
                .build());
        pipe(IN_PAIR.send("carol", "m1", "hello").toBuilder()
                .setReceivedMs(NOON.plusSeconds(9).toEpochMilli())
                .build());

        assertThat(decisions("send_message", "accepted", "none")).isEqualTo(1);
        assertThat(decisions("send_message", "refused", "NOT_A_MEMBER")).isEqualTo(1);
        var latency = meters.get("hongyan.sequencer.latency").timer();
        assertThat(latency.count()).isEqualTo(2);
        assertThat(latency.totalTime(java.util.concurrent.TimeUnit.MILLISECONDS))
                .isEqualTo(20);
    }

    private double decisions(String kind, String outcome, String code) {
        return meters.counter("hongyan.sequencer.decisions", "kind", kind, "outcome", outcome, "code", code)
                .count();
    }

    private void pipe(Command command) {
        pipe(command.getConversationId(), command.toByteArray());
    }

    private void pipe(@Nullable String key, byte @Nullable [] value) {
        var headers = new RecordHeaders();
        headers.add("traceparent", TRACE.getBytes(UTF_8));
        commands.pipeInput(new TestRecord<>(key, value, headers, clock.instant()));
    }

    private List<Event> readEvents() {
        return events.readValuesToList().stream()
                .map(bytes -> parsed(() -> Event.parseFrom(bytes)))
                .toList();
    }

    private List<Reply> readReplies() {
        return replies.readValuesToList().stream()
                .map(bytes -> parsed(() -> Reply.parseFrom(bytes)))
                .toList();
    }

    private interface Parse<T> {
        T parse() throws InvalidProtocolBufferException;
    }

    private static <T> T parsed(Parse<T> parse) {
        try {
            return parse.parse();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> text(Headers headers) {
        var text = new TreeMap<String, String>();
        headers.forEach(header -> text.put(header.key(), new String(header.value(), UTF_8)));
        return text;
    }
}
