package io.hongyan.history.audit.kafka;

import static io.hongyan.history.archive.ArchiveDatabase.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.embedded.KafkaTopic;
import io.hongyan.embedded.KafkaTopics;
import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Logged;
import io.hongyan.eventlog.Topics;
import io.hongyan.history.archive.ArchiveDatabase;
import io.hongyan.history.archive.History;
import io.hongyan.history.archive.postgres.ArchiveStore;
import io.hongyan.history.audit.AuditConfig;
import io.hongyan.history.audit.Slice;
import io.hongyan.history.audit.postgres.AuditStore;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.testkit.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Log and archive are in our hands: what is archived is what the test archived. */
class AuditorTest {

    private static final String GROUP = "g:" + "a".repeat(26);
    private static ArchiveDatabase database;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final History history = History.random(GROUP, 17, 150);

    @BeforeAll
    static void connect() {
        database = new ArchiveDatabase();
    }

    @AfterAll
    static void disconnect() {
        database.close();
    }

    @BeforeEach
    void beginAnew() {
        KafkaTopics.removeAll(TestServers.kafka());
        KafkaTopics.create(TestServers.kafka(), List.of(KafkaTopic.of(Topics.EVENTS, 1)));
        database.empty();
        write(history.log());
    }

    @Test
    void whatIsRightIsCheckedAndLeftAlone() {
        archive(history.log());

        auditor(7).tryRound();
        tryUntilAllWasRead();

        assertThat(count("checked")).isGreaterThanOrEqualTo(history.head());
        assertThat(divergences()).isZero();
    }

    /** No false alarm: any part of any history, of messages taken back later and members who came and went. */
    @Test
    void noSliceDivergesFromWhatWasArchived() {
        var random = new Random(1);
        for (long seed = 0; seed < 20; seed++) {
            History some = History.random("g:" + seed, seed, 80);
            database.empty();
            archive(some.log());
            for (int i = 0; i < 20; i++) {
                int from = random.nextInt(some.log().size());
                int to = from + 1 + random.nextInt(some.log().size() - from);
                var slice = Slice.of(some.log().subList(from, to));

                assertThat(new Inspection(slice, new AuditStore(database.pool(), () -> true).rows()).divergences())
                        .as("history %d, from %d to %d", seed, from, to)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM events WHERE seq % 3 = 0",
                "UPDATE events SET event = '' WHERE seq = 2",
                "UPDATE events SET event = '\\xffff' WHERE seq = 2",
                "UPDATE events SET event = (SELECT event FROM events WHERE seq = 3) WHERE seq = 2",
                "UPDATE events SET event = (SELECT event FROM events WHERE seq = 4) WHERE seq % 5 = 1 AND seq < 90",
                "DELETE FROM edits",
                "DELETE FROM versions",
                "UPDATE versions SET content = ''",
                "UPDATE versions SET content = '\\xffff' WHERE seq % 2 = 0",
                "DELETE FROM past_reactions",
                "UPDATE past_reactions SET present = NOT present",
                "DELETE FROM reactions",
                "WITH gone AS (DELETE FROM reactions) DELETE FROM past_reactions",
                "WITH gone AS (DELETE FROM edits) DELETE FROM versions",
                "UPDATE reactions SET present = NOT present",
                "DELETE FROM periods",
                "UPDATE periods SET joined_seq = joined_seq - 1",
                "UPDATE periods SET left_seq = joined_seq WHERE left_seq IS NULL",
                "UPDATE periods SET left_seq = NULL",
                "DELETE FROM search",
                "UPDATE search SET words = 'geese'",
                "UPDATE search SET time_ms = 1",
                "INSERT INTO search SELECT conversation_id, seq, 1, 'geese' FROM events ON CONFLICT DO NOTHING"
            })
    void damageIsFoundCountedAndMadeGood(String damage) {
        archive(history.log());
        List<String> right = dump();
        run(damage);

        tryUntilAllWasRead();

        assertThat(divergences()).isPositive();
        assertThat(count("repaired")).isPositive();
        assertThat(dump()).isEqualTo(right);
    }

    /** With little of the log at hand, and much of the archive gone, a repair may leave out, but writes nothing wrong. */
    @Test
    void repairsFromSlicesThatGrowWriteNothingButWhatIsRightAndAreCompleteInTheEnd() {
        archive(history.log());
        List<String> right = dump();
        run("DELETE FROM events WHERE seq % 3 = 0 AND seq < " + history.head());
        run("UPDATE periods SET joined_seq = joined_seq - 1");
        List<String> allowed = new ArrayList<>(dump());
        allowed.addAll(right);
        var store = new AuditStore(database.pool(), () -> true);
        var random = new Random(4);

        for (int i = 0; i < 3000 && !dump().equals(right); i++) {
            int from = random.nextInt(history.log().size());
            int length = 10 + i / 10; // a message and its edit that are both lost need a slice that has both
            var slice = Slice.of(history.log()
                    .subList(from, Math.min(from + length, history.log().size())));
            var inspection = new Inspection(slice, store.rows());
            store.rows().write(inspection.repair(inspection.divergences()));

            assertThat(allowed).containsAll(dump());
        }

        assertThat(dump()).isEqualTo(right);
    }

    /** Whose words were kept though they were taken back: as after a repair by hand from an old backup. */
    @Test
    void whatWasTakenBackIsTakenOutAgain() {
        archive(history.log());
        List<String> right = dump();
        Event recall = history.log().stream()
                .filter(Event::hasMessageRecalled)
                .findFirst()
                .orElseThrow();
        long target = recall.getMessageRecalled().getTargetSeq();
        Event sent = history.log().stream()
                .filter(event -> event.getSeq() == target)
                .findFirst()
                .orElseThrow();
        await(database.pool()
                .preparedQuery("UPDATE events SET event = $1 WHERE seq = $2")
                .execute(Tuple.of(Buffer.buffer(sent.toByteArray()), target)));

        tryUntilAllWasRead();

        assertThat(meters.counter("hongyan.audit.divergence", "kind", "recalled")
                        .count())
                .isEqualTo(1);
        assertThat(dump()).isEqualTo(right);
    }

    /** What it said before is as much to be forgotten as what it said last. */
    @Test
    void versionsOfWhatWasTakenBackAreTakenOutAgain() {
        archive(history.log());
        List<String> right = dump();
        Event recall = history.log().stream()
                .filter(Event::hasMessageRecalled)
                .findFirst()
                .orElseThrow();
        long target = recall.getMessageRecalled().getTargetSeq();
        await(database.pool()
                .preparedQuery("INSERT INTO versions VALUES ($1, $2, $2, '')")
                .execute(Tuple.of(recall.getConversationId(), target)));

        tryUntilAllWasRead();

        assertThat(meters.counter("hongyan.audit.divergence", "kind", "version").count())
                .isEqualTo(1);
        assertThat(dump()).isEqualTo(right);
    }

    /** As if edits had never come to their messages: the messages as they were sent, and every edit with its words. */
    @Test
    void whatEditsMadeOfMessagesIsMadeAgain() {
        archive(history.log());
        List<String> right = dump();
        Set<Long> recalled = history.log().stream()
                .filter(Event::hasMessageRecalled)
                .map(event -> event.getMessageRecalled().getTargetSeq())
                .collect(Collectors.toSet());
        history.log().stream()
                .filter(event -> (event.hasMessageSent() && !recalled.contains(event.getSeq()))
                        || (event.hasMessageEdited()
                                && !recalled.contains(event.getMessageEdited().getTargetSeq())))
                .forEach(event -> await(database.pool()
                        .preparedQuery("UPDATE events SET event = $1 WHERE seq = $2")
                        .execute(Tuple.of(Buffer.buffer(event.toByteArray()), event.getSeq()))));
        assertThat(dump()).isNotEqualTo(right);

        tryUntilAllWasRead();

        assertThat(meters.counter("hongyan.audit.divergence", "kind", "different")
                        .count())
                .isPositive();
        assertThat(meters.counter("hongyan.audit.divergence", "kind", "recalled")
                        .count())
                .isZero();
        assertThat(dump()).isEqualTo(right);
    }

    @Test
    void anArchiveThatLagsDoesNotDiverge() {
        archive(history.log().subList(0, 40));

        tryUntilAllWasRead();

        assertThat(count("checked")).isPositive();
        assertThat(divergences()).isZero();
    }

    /** Where a slice begins is random: seven in eight of these begin where the log does, and no run has ten of the others. */
    private void tryUntilAllWasRead() {
        var whole = auditor(1000);
        for (int i = 0; i < 10; i++) {
            whole.tryRound();
        }
    }

    private Auditor auditor(int recordsMax) {
        var config = new SmallRyeConfigBuilder()
                .withMapping(AuditConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValue("hongyan.history.audit.records-max", Integer.toString(recordsMax))
                .build()
                .getConfigMapping(AuditConfig.class);
        return new Auditor(
                Map.of("bootstrap.servers", TestServers.kafka()),
                config,
                new AuditStore(database.pool(), () -> true),
                new AuditMetrics(meters));
    }

    private static void archive(List<Event> events) {
        var archive = new ArchiveStore(database.pool(), () -> true);
        await(archive.positions().load(database.pool(), List.of(0)));
        List<Logged<Event>> records = new ArrayList<>();
        for (Event event : events) {
            records.add(new Logged<>(0, records.size(), null, event));
        }
        await(archive.append(new DecodedBatch<>(records, List.of(), Map.of(0, (long) records.size()))));
    }

    private static void write(List<Event> events) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", TestServers.kafka()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            events.forEach(event ->
                    producer.send(new ProducerRecord<>(Topics.EVENTS, event.getConversationId(), event.toByteArray())));
        }
    }

    private static List<String> dump() {
        List<String> rows = new ArrayList<>();
        await(database.pool()
                        .query("SELECT e::text FROM events e ORDER BY conversation_id, seq")
                        .execute())
                .forEach(row -> rows.add(row.getString(0)));
        await(database.pool()
                        .query("SELECT p::text FROM periods p ORDER BY conversation_id, user_id")
                        .execute())
                .forEach(row -> rows.add(row.getString(0)));
        await(database.pool()
                        .query("SELECT d::text FROM edits d ORDER BY conversation_id, target_seq, seq")
                        .execute())
                .forEach(row -> rows.add(row.getString(0)));
        await(database.pool()
                        .query("SELECT r::text FROM reactions r ORDER BY conversation_id, target_seq, user_id, emoji")
                        .execute())
                .forEach(row -> rows.add(row.getString(0)));
        await(database.pool()
                        .query("SELECT v::text FROM versions v ORDER BY conversation_id, target_seq, seq")
                        .execute())
                .forEach(row -> rows.add(row.getString(0)));
        await(database.pool()
                        .query("SELECT p::text FROM past_reactions p"
                                + " ORDER BY conversation_id, target_seq, user_id, emoji, seq")
                        .execute())
                .forEach(row -> rows.add(row.getString(0)));
        await(database.pool()
                        .query("SELECT s::text FROM search s ORDER BY conversation_id, seq")
                        .execute())
                .forEach(row -> rows.add(row.getString(0)));
        return rows;
    }

    private static void run(String statement) {
        await(database.pool().query(statement).execute());
    }

    private double count(String what) {
        return meters.counter("hongyan.audit." + what).count();
    }

    private double divergences() {
        return meters.find("hongyan.audit.divergence").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}
