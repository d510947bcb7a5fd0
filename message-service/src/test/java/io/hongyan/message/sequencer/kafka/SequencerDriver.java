package io.hongyan.message.sequencer.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Parser;
import io.hongyan.eventlog.Spans;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.commands.v1.Accepted;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.commands.v1.ReplyTo;
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

/** The topology without a broker, at noon. The driver knows topics of one partition only, hence one slot. */
final class SequencerDriver implements AutoCloseable {

    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    static final ReplyTo HERE =
            ReplyTo.newBuilder().setBootId("boot").setCorrelationId(7).build();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TestClock clock = TestClock.at(NOON);
    private final SequencerConfig config;
    private final Spans spans;

    private TopologyTestDriver driver;
    private TestInputTopic<String, byte[]> commands;
    private TestOutputTopic<String, byte[]> events;
    private TestOutputTopic<String, byte[]> replies;
    private TestOutputTopic<String, byte[]> dead;

    private SequencerDriver(SequencerConfig config, Spans spans) {
        this.config = config;
        this.spans = spans;
        open();
    }

    static SequencerDriver at(Path directory) {
        return new SequencerDriver(TestConfig.at(directory), Spans.off());
    }

    static SequencerDriver tracedAt(Path directory, Spans spans) {
        return new SequencerDriver(TestConfig.at(directory), spans);
    }

    private void open() {
        var settings = new Properties();
        settings.putAll(StreamsSettings.of(config, Map.of("bootstrap.servers", "nowhere:1")));
        var pace = new Pace(config);
        driver = new TopologyTestDriver(
                SequencerTopology.of(config, new SequencerMetrics(meters), spans, clock, () -> pace),
                settings,
                clock.instant());
        commands = driver.createInputTopic(Topics.COMMANDS, new StringSerializer(), new ByteArraySerializer());
        events = output(Topics.EVENTS);
        replies = output(Topics.REPLIES);
        dead = output(Topics.deadLetters(Topics.COMMANDS));
    }

    private TestOutputTopic<String, byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** The driver deletes its stores when it closes: what was in them is carried over. Nothing else may be needed. */
    void restartWithItsStores() {
        var kept = new ArrayList<Runnable>();
        for (String store : List.of("heads", "members", "expiries")) {
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

    void advance(Duration time) {
        clock.advance(time);
    }

    /** Time passes, and whatever was to happen by the clock happens. */
    void pass(Duration time) {
        clock.advance(time);
        driver.advanceWallClockTime(time);
    }

    void pipe(Command command) {
        pipe(command.getConversationId(), command.toByteArray());
    }

    void pipe(@Nullable String key, byte @Nullable [] value) {
        var headers = new RecordHeaders();
        headers.add("traceparent", TRACE.getBytes(UTF_8));
        commands.pipeInput(new TestRecord<>(key, value, headers, clock.instant()));
    }

    TestRecord<String, byte[]> eventRecord() {
        return events.readRecord();
    }

    TestRecord<String, byte[]> replyRecord() {
        return replies.readRecord();
    }

    List<TestRecord<String, byte[]>> deadLetters() {
        return dead.readRecordsToList();
    }

    /** Those since the last call. */
    List<Event> events() {
        return parsed(events, Event.parser());
    }

    /** Those since the last call. */
    List<Reply> replies() {
        return parsed(replies, Reply.parser());
    }

    private static <T> List<T> parsed(TestOutputTopic<String, byte[]> topic, Parser<T> parser) {
        return topic.readValuesToList().stream()
                .map(bytes -> {
                    try {
                        return parser.parseFrom(bytes);
                    } catch (InvalidProtocolBufferException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    SimpleMeterRegistry meters() {
        return meters;
    }

    /** The answer to Alice in her conversation with Bob, at noon, where all events have a seq. */
    static Reply accepted(long seq, boolean repeated) {
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

    static Map<String, String> text(Headers headers) {
        var text = new TreeMap<String, String>();
        headers.forEach(header -> text.put(header.key(), new String(header.value(), UTF_8)));
        return text;
    }

    @Override
    public void close() {
        driver.close();
    }
}
