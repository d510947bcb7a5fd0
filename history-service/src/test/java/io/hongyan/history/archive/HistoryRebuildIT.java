package io.hongyan.history.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.eventlog.Topics;
import io.hongyan.history.archive.postgres.RebuiltArchive;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.rebuild.v1.DifferenceKind;
import io.hongyan.proto.rebuild.v1.Phase;
import io.hongyan.proto.rebuild.v1.RebuildServiceGrpc;
import io.hongyan.proto.rebuild.v1.StartRequest;
import io.hongyan.proto.rebuild.v1.StartResponse;
import io.hongyan.proto.rebuild.v1.TableComparison;
import io.hongyan.testkit.PostgresTestResource;
import io.hongyan.testkit.TestServers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The archive is rebuilt through the service's door while it goes on archiving. */
@QuarkusTest
@WithTestResource(HistoryIT.Log.class)
@WithTestResource(PostgresTestResource.class)
@WithTestResource(HistoryRebuildIT.Unaudited.class)
class HistoryRebuildIT {

    /** Damage stays until it is rebuilt: now and then the audit was there first. */
    public static final class Unaudited implements QuarkusTestResourceLifecycleManager {

        @Override
        public Map<String, String> start() {
            return Map.of("hongyan.history.audit.enabled", "false");
        }

        @Override
        public void stop() {
            // There is nothing to stop.
        }
    }

    private static final String CATALOG = """
            SELECT tablename || ' ' || indexdef AS line FROM pg_indexes WHERE schemaname = 'public'
            UNION ALL
            SELECT table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable
            FROM information_schema.columns WHERE table_schema = 'public'
            UNION ALL
            SELECT relname || ' ' || relkind::text || ' ' || COALESCE(pg_get_expr(relpartbound, oid), '')
            FROM pg_class WHERE relnamespace = 'public'::regnamespace
            UNION ALL
            SELECT attrelid::regclass::text || ' ' || attname || ' ' || attstorage::text FROM pg_attribute
            WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r')
            ORDER BY line""";

    private static final String DAMAGED = group("damaged");

    @Inject
    Pool pool;

    private ManagedChannel channel;
    private RebuildServiceGrpc.RebuildServiceBlockingStub rebuilds;
    private KafkaProducer<String, byte[]> producer;

    @BeforeEach
    void connect() {
        channel = ManagedChannelBuilder.forAddress("localhost", TestServers.grpcPort())
                .usePlaintext()
                .build();
        rebuilds = RebuildServiceGrpc.newBlockingStub(channel);
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", TestServers.kafka()), new StringSerializer(), new ByteArraySerializer());
    }

    @AfterEach
    void disconnect() {
        producer.close();
        channel.shutdownNow();
    }

    @Test
    void noTableIsForgotten() {
        assertThat(RebuiltArchive.rebuild(pool, Map.of(), Objections::against, new Keeping(true))
                        .undeclaredTables())
                .isEmpty();
    }

    @Test
    void rowsAreTheSameAfterRebuildsWhileTrafficIsWritten() {
        var written = new ArrayList<Event>();
        for (int i = 0; i < 20; i++) {
            written.addAll(write(History.random(group("before" + i), i, 100)));
        }
        List<String> catalog = texts(CATALOG);
        var isOver = new AtomicBoolean();
        var traffic = CompletableFuture.supplyAsync(() -> {
            var more = new ArrayList<Event>();
            for (int i = 0; !isOver.get() || i < 5; i++) {
                History history = History.random(group("during" + i), 100 + i, 60);
                more.addAll(write(history));
                awaitArchived(group("during" + i), history.head()); // no faster than the live archive
            }
            return more;
        });

        for (int i = 0; i < 3; i++) {
            assertThat(rebuild(false).getPhase()).isEqualTo(Phase.PHASE_DONE);
            assertEqual(rebuild(true));
        }
        isOver.set(true);
        written.addAll(traffic.join());

        long shown = written.stream().filter(event -> event.getSeq() > 0).count();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(count("SELECT count(*) FROM events"
                                + " WHERE conversation_id LIKE 'g:before%' OR conversation_id LIKE 'g:during%'"))
                        .isEqualTo(shown));
        assertEqual(rebuild(true));
        assertThat(texts(CATALOG)).isEqualTo(catalog);
        assertThat(texts("SELECT nspname FROM pg_namespace WHERE nspname LIKE 'rebuild%'"))
                .isEmpty();
    }

    @Test
    void damagedRowsAreFoundByComparingAndMendedByRebuilding() {
        History history = History.random(DAMAGED, 7, 400);
        write(history);
        awaitArchived(DAMAGED, history.head());
        run("DELETE FROM events WHERE conversation_id = '" + DAMAGED + "' AND seq = 3");
        run("UPDATE events SET event = event || '\\x00'::bytea WHERE conversation_id = '" + DAMAGED + "' AND seq = 5");
        run("UPDATE versions SET content = '' WHERE conversation_id = '" + DAMAGED + "'");
        run("DELETE FROM past_reactions WHERE conversation_id = '" + DAMAGED + "'");
        run("INSERT INTO periods VALUES ('" + DAMAGED + "', 'mallory', 1, NULL)");

        StartResponse found = rebuild(true);

        assertThat(rows(found, "events"))
                .containsExactly(
                        "conversation_id=" + DAMAGED + " seq=3 " + DifferenceKind.DIFFERENCE_KIND_MISSING,
                        "conversation_id=" + DAMAGED + " seq=5 " + DifferenceKind.DIFFERENCE_KIND_DIFFERENT);
        assertThat(rows(found, "periods"))
                .containsExactly(
                        "conversation_id=" + DAMAGED + " user_id=mallory " + DifferenceKind.DIFFERENCE_KIND_EXTRA);
        assertThat(rows(found, "versions"))
                .isNotEmpty()
                .allMatch(row -> row.endsWith(DifferenceKind.DIFFERENCE_KIND_DIFFERENT.name()));
        assertThat(rows(found, "past_reactions"))
                .isNotEmpty()
                .allMatch(row -> row.endsWith(DifferenceKind.DIFFERENCE_KIND_MISSING.name()));
        assertThat(rows(rebuild(true), "events")).hasSize(2); // comparing mends nothing

        rebuild(false);

        assertEqual(rebuild(true));
        assertThat(count("SELECT count(*) FROM events WHERE conversation_id = '" + DAMAGED + "'"))
                .isEqualTo(history.head());
    }

    @Test
    void thereIsOneRebuildAtATime() {
        var other = pool.getConnection().await().indefinitely();
        other.query("SELECT pg_advisory_lock(hashtextextended('hongyan rebuild history', 0))")
                .execute()
                .await()
                .indefinitely();
        try {
            assertRefused(Status.Code.ABORTED, "history");
        } finally {
            other.query("SELECT pg_advisory_unlock_all()").execute().await().indefinitely();
            other.close().await().indefinitely();
        }
        assertThat(rebuild(false).getPhase()).isEqualTo(Phase.PHASE_DONE);
    }

    @Test
    void projectionsOfOthersAreRefused() {
        assertRefused(Status.Code.NOT_FOUND, "unread");
    }

    private void assertRefused(Status.Code code, String projection) {
        var refused = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> rebuilds.start(StartRequest.newBuilder()
                                .setProjection(projection)
                                .build())
                        .forEachRemaining(answer -> {}));
        assertThat(refused.getStatus().getCode()).isEqualTo(code);
    }

    private StartResponse rebuild(boolean compare) {
        var answers = rebuilds.start(StartRequest.newBuilder()
                .setProjection("history")
                .setCompare(compare)
                .build());
        StartResponse last = answers.next();
        while (answers.hasNext()) {
            last = answers.next();
        }
        return last;
    }

    /** An id as groups have them, told by its first letters. */
    private static String group(String name) {
        return "g:" + name + "z".repeat(26 - name.length());
    }

    private static void assertEqual(StartResponse compared) {
        assertThat(compared.getTablesList())
                .extracting(TableComparison::getTable)
                .containsExactly("events", "periods", "edits", "versions", "reactions", "past_reactions", "search");
        assertThat(compared.getTablesList()).allSatisfy(table -> {
            assertThat(table.getRows()).isPositive();
            assertThat(table.getFirstList()).isEmpty();
            assertThat(table.getRowsDiffering()).isZero();
        });
        assertThat(compared.getOffsetsRead()).isEqualTo(compared.getOffsetsTotal());
    }

    private static List<String> rows(StartResponse compared, String table) {
        return compared.getTablesList().stream()
                .filter(one -> one.getTable().equals(table))
                .flatMap(one -> one.getFirstList().stream())
                .map(row -> row.getKey() + " " + row.getKind())
                .toList();
    }

    private List<Event> write(History history) {
        history.log()
                .forEach(event -> producer.send(
                        new ProducerRecord<>(Topics.EVENTS, event.getConversationId(), event.toByteArray())));
        producer.flush();
        return history.log();
    }

    private void awaitArchived(String conversation, long head) {
        await().untilAsserted(() -> assertThat(
                        count("SELECT count(*) FROM events WHERE conversation_id = '%s'".formatted(conversation)))
                .isEqualTo(head));
    }

    private long count(String query) {
        return run(query).iterator().next().getLong(0);
    }

    private List<String> texts(String query) {
        List<String> lines = new ArrayList<>();
        run(query).forEach(row -> lines.add(row.getString(0)));
        return lines;
    }

    private RowSet<Row> run(String query) {
        return pool.query(query).execute().await().atMost(Duration.ofSeconds(20));
    }
}
