package io.hongyan.eventlog.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Int64Value;
import io.hongyan.embedded.KafkaTopic;
import io.hongyan.embedded.KafkaTopics;
import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Logged;
import io.hongyan.eventlog.Positions;
import io.hongyan.proto.rebuild.v1.DifferenceKind;
import io.hongyan.proto.rebuild.v1.Phase;
import io.hongyan.testkit.TestDatabase;
import io.hongyan.testkit.TestServers;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A small projection, the sum of numbers by name, with everything in its tables that a projection may have. */
class TablesRebuildTest {

    private static final String TOPIC = "numbers";
    private static final int PARTITIONS = 2;
    private static final Map<String, Object> KAFKA = Map.of("bootstrap.servers", TestServers.kafka());

    private static final String CATALOG = """
            SELECT tablename || ' ' || indexname || ' ' || indexdef FROM pg_indexes WHERE schemaname = 'live'
            UNION ALL
            SELECT relname || ' ' || relkind::text || ' ' || COALESCE(array_to_string(reloptions, ','), '') || ' '
                || COALESCE(pg_get_expr(relpartbound, oid), '') || ' ' || COALESCE(relacl::text, '')
            FROM pg_class WHERE relnamespace = 'live'::regnamespace
            UNION ALL
            SELECT conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
            WHERE connamespace = 'live'::regnamespace
            UNION ALL
            SELECT attrelid::regclass::text || ' ' || attname || ' ' || attnum::text || ' ' || attstorage::text || ' '
                || attgenerated::text
            FROM pg_attribute WHERE attrelid IN (SELECT oid FROM pg_class
                WHERE relnamespace = 'live'::regnamespace AND relkind IN ('r', 'p')) AND attnum > 0
            UNION ALL
            SELECT viewname || ' ' || definition FROM pg_views WHERE schemaname = 'live'
            ORDER BY 1""";

    private final Vertx vertx = Vertx.vertx();
    private final List<Progress> told = new ArrayList<>();
    private Pool pool;
    private KafkaProducer<String, byte[]> producer;

    @BeforeEach
    void begin() {
        KafkaTopics.removeAll(TestServers.kafka());
        KafkaTopics.create(TestServers.kafka(), List.of(KafkaTopic.of(TOPIC, PARTITIONS)));
        producer = new KafkaProducer<>(KAFKA, new StringSerializer(), new ByteArraySerializer());
        TestDatabase database = TestDatabase.create();
        pool = PgBuilder.pool()
                .connectingTo("postgresql://%s:%s@%s"
                        .formatted(
                                database.user(),
                                database.user(),
                                database.reactiveUrl().substring("postgresql://".length())))
                .using(vertx)
                .build();
        run("""
                CREATE SCHEMA live;
                CREATE TABLE live.at (topic text, kafka_partition int, next_offset bigint NOT NULL,
                    PRIMARY KEY (topic, kafka_partition));
                CREATE TABLE live.total (name text COLLATE "C" NOT NULL, sum bigint NOT NULL DEFAULT 0,
                    twice bigint NOT NULL GENERATED ALWAYS AS (sum * 2) STORED,
                    CONSTRAINT never_negative CHECK (sum >= 0), PRIMARY KEY (name)) PARTITION BY HASH (name);
                CREATE TABLE live.total_0 PARTITION OF live.total FOR VALUES WITH (MODULUS 2, REMAINDER 0);
                CREATE TABLE live.total_1 PARTITION OF live.total FOR VALUES WITH (MODULUS 2, REMAINDER 1);
                ALTER TABLE live.total_0 ALTER COLUMN name SET STORAGE EXTERNAL;
                CREATE TABLE live.latest (name text PRIMARY KEY, number bigint, CONSTRAINT each_once UNIQUE (number, name))
                    WITH (fillfactor = 70);
                CREATE INDEX latest_even ON live.latest (number) WHERE number % 2 = 0;
                CREATE TABLE live.handmade (what text PRIMARY KEY);
                CREATE VIEW live.everything AS SELECT name, sum, number FROM live.total JOIN live.latest USING (name);
                GRANT SELECT ON live.latest TO PUBLIC;
                INSERT INTO live.at SELECT 'numbers', generate_series(0, 1), 0;
                INSERT INTO live.handmade VALUES ('kept');
                """);
    }

    @AfterEach
    void end() {
        producer.close();
        await(pool.close());
        await(vertx.close());
    }

    @Test
    void tablesThatAreRebuiltAreLikeTheOldOnesInEveryRespect() {
        write(3_000);
        List<Integer> offsets = applyLive(1_000);
        List<String> catalog = texts(CATALOG);
        List<String> seen = texts("SELECT e::text FROM live.everything AS e ORDER BY 1");

        assertThat(rebuild().run(true, watcher()))
                .allSatisfy(table -> assertThat(table.differing()).isZero());
        assertThat(rebuild().run(false, watcher())).isEmpty();

        assertThat(texts(CATALOG)).isEqualTo(catalog);
        assertThat(texts("SELECT e::text FROM live.everything AS e ORDER BY 1")).isEqualTo(seen);
        assertThat(texts("SELECT what FROM live.handmade")).containsExactly("kept");
        assertThat(texts("SELECT next_offset::text FROM live.at ORDER BY kafka_partition"))
                .isEqualTo(offsets.stream().map(String::valueOf).toList());
        assertThat(texts("SELECT nspname FROM pg_namespace WHERE starts_with(nspname, 'rebuild')"))
                .isEmpty();
        assertThat(told).last().satisfies(last -> {
            assertThat(last.phase()).isEqualTo(Phase.PHASE_READING);
            assertThat(last.read()).isEqualTo(last.total()).isEqualTo(2_000);
        });
    }

    @Test
    void itReadsNoFurtherThanTheLiveOneStands() {
        write(3_000);
        applyLive(700);

        rebuild().run(false, watcher());

        assertThat(texts("SELECT sum(sum)::text FROM live.total")).containsExactly(Long.toString(2 * 700 * 699L / 2));
    }

    @Test
    void whatWasDamagedIsNamedInTheOrderOfKeys() {
        write(100);
        applyLive(100);
        run("UPDATE live.total SET sum = sum + 1 WHERE name = 'n7'; DELETE FROM live.total WHERE name = 'n2';"
                + " INSERT INTO live.total (name) VALUES ('zoe')");

        List<TableDifferences> found = rebuild().run(true, watcher());

        assertThat(found.getFirst())
                .isEqualTo(new TableDifferences(
                        "total",
                        10,
                        3,
                        List.of(
                                new TableDifferences.Row("name=n2", DifferenceKind.DIFFERENCE_KIND_MISSING),
                                new TableDifferences.Row("name=n7", DifferenceKind.DIFFERENCE_KIND_DIFFERENT),
                                new TableDifferences.Row("name=zoe", DifferenceKind.DIFFERENCE_KIND_EXTRA))));
        assertThat(found.getLast().differing()).isZero();
    }

    @Test
    void aLogThatHasLostItsBeginningIsNotRebuiltFrom() throws Exception {
        write(10);
        applyLive(10);
        try (Admin admin = Admin.create(KAFKA)) {
            admin.deleteRecords(Map.of(new TopicPartition(TOPIC, 0), RecordsToDelete.beforeOffset(3)))
                    .all()
                    .get();
        }

        assertRefused("numbers-0 begins at offset 3");
        assertThat(texts("SELECT count(*)::text FROM live.latest")).containsExactly("10");
    }

    @Test
    void aProjectionThatIsAheadOfTheLogIsNotRebuilt() {
        write(10);
        run("UPDATE live.at SET next_offset = 99 WHERE kafka_partition = 1");

        assertRefused("up to offset 99, but the log ends at 10");
    }

    @Test
    void whatCannotBeCarriedOverIsRefused() {
        run("CREATE TABLE live.rows (what text REFERENCES live.handmade)");
        run("ALTER TABLE live.latest ADD CONSTRAINT of_handmade FOREIGN KEY (name) REFERENCES live.handmade");

        assertRefused("live.rows");
        run("DROP TABLE live.rows");
        assertRefused("the foreign key of_handmade");
    }

    @Test
    void aCancelledRebuildChangesNothing() {
        write(5_000);
        applyLive(5_000);
        run("DELETE FROM live.latest");
        var impatient = new Rebuilding.Watcher() {
            private boolean isGone;

            @Override
            public void progress(Progress progress) {
                isGone = true;
            }

            @Override
            public boolean isCancelled() {
                return isGone;
            }
        };

        assertThatThrownBy(() -> rebuild().run(false, impatient))
                .isInstanceOfSatisfying(
                        RebuildException.class,
                        refused -> assertThat(refused.why()).isEqualTo(RebuildException.Cause.CANCELLED));

        assertThat(texts("SELECT count(*)::text FROM live.latest")).containsExactly("0");
        assertThat(texts("SELECT nspname FROM pg_namespace WHERE starts_with(nspname, 'rebuild')"))
                .isEmpty();
    }

    @Test
    void aReaderThatTakesLongDelaysTheSwapAndNoOtherReader() {
        write(100);
        applyLive(100);
        run("DELETE FROM live.latest WHERE name = 'n1'");
        SqlConnection reader = await(pool.getConnection());
        await(reader.query("BEGIN; SELECT count(*) FROM live.latest").execute());
        var rebuilt = CompletableFuture.supplyAsync(() -> rebuild().run(false, watcher()));
        Awaitility.await()
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !texts("SELECT mode FROM pg_locks WHERE NOT granted AND mode = 'AccessExclusiveLock'")
                        .isEmpty());

        assertThat(texts("SELECT count(*)::text FROM live.latest")).containsExactly("9"); // the old one, still
        assertThat(rebuilt).isNotDone();
        await(reader.query("COMMIT").execute());
        await(reader.close());

        assertThat(rebuilt.join()).isEmpty();
        assertThat(texts("SELECT count(*)::text FROM live.latest")).containsExactly("10");
    }

    @Test
    void whatARebuildThatWasCutOffHasLeftIsRemoved() {
        write(10);
        applyLive(10);
        run("CREATE SCHEMA rebuild_numbers_cutoff; CREATE TABLE rebuild_numbers_cutoff.total (name text)");

        rebuild().run(true, watcher());

        assertThat(texts("SELECT nspname FROM pg_namespace WHERE starts_with(nspname, 'rebuild')"))
                .isEmpty();
    }

    private void assertRefused(String sentence) {
        assertThatThrownBy(() -> rebuild().run(false, watcher()))
                .hasMessageContaining(sentence)
                .isInstanceOfSatisfying(
                        RebuildException.class,
                        refused -> assertThat(refused.why()).isEqualTo(RebuildException.Cause.IMPOSSIBLE));
    }

    private TablesRebuild<Int64Value> rebuild() {
        return new TablesRebuild<>(
                pool,
                KAFKA,
                new RebuiltProjection<>(
                        "numbers",
                        "live",
                        "at",
                        List.of("total", "latest"),
                        Map.of("handmade", "made by hand"),
                        TOPIC,
                        Int64Value.parser(),
                        (key, value) -> null,
                        TablesRebuildTest::apply));
    }

    /** Names one table with its schema and the other without, as the stores of services do. */
    private static Uni<Void> apply(SqlConnection transaction, DecodedBatch<Int64Value> batch) {
        return new Positions("live.at", TOPIC).claim(transaction, batch).chain(claimed -> {
            Long[] numbers = claimed.values().stream().map(Int64Value::getValue).toArray(Long[]::new);
            return transaction
                    .preparedQuery("INSERT INTO live.total AS t (name, sum) SELECT 'n' || n % 10, sum(n)"
                            + " FROM unnest($1::bigint[]) AS n GROUP BY n % 10"
                            + " ON CONFLICT (name) DO UPDATE SET sum = t.sum + EXCLUDED.sum")
                    .execute(Tuple.of(numbers))
                    .chain(() -> transaction
                            .preparedQuery("INSERT INTO latest AS l (name, number) SELECT 'n' || n % 10, max(n)"
                                    + " FROM unnest($1::bigint[]) AS n GROUP BY n % 10"
                                    + " ON CONFLICT (name) DO UPDATE SET number = GREATEST(l.number, EXCLUDED.number)")
                            .execute(Tuple.of(numbers)))
                    .replaceWithVoid();
        });
    }

    /** Writes the same numbers, from 0 on, to each partition. */
    private void write(int records) {
        for (int number = 0; number < records; number++) {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                producer.send(new ProducerRecord<>(
                        TOPIC, partition, "key", Int64Value.of(number).toByteArray()));
            }
        }
        producer.flush();
    }

    /** The live consumer applies so many records of each partition, in batches of another size; answers the offsets. */
    private List<Integer> applyLive(int records) {
        for (int from = 0; from < records; from += 130) {
            int to = Math.min(records, from + 130);
            for (int partition = 0; partition < PARTITIONS; partition++) {
                List<Logged<Int64Value>> batch = new ArrayList<>();
                for (int number = from; number < to; number++) {
                    batch.add(new Logged<>(partition, number, null, Int64Value.of(number)));
                }
                var decoded = new DecodedBatch<>(batch, List.of(), Map.of(partition, (long) to));
                await(pool.withTransaction(transaction -> transaction
                        .query("SET LOCAL search_path = live")
                        .execute()
                        .chain(() -> apply(transaction, decoded))));
            }
        }
        return List.of(records, records);
    }

    private Rebuilding.Watcher watcher() {
        return new Rebuilding.Watcher() {
            @Override
            public void progress(Progress progress) {
                told.add(progress);
            }

            @Override
            public boolean isCancelled() {
                return false;
            }
        };
    }

    private List<String> texts(String query) {
        List<String> lines = new ArrayList<>();
        await(pool.query(query).execute()).forEach(row -> lines.add(row.getString(0)));
        return lines;
    }

    private void run(String sql) {
        await(pool.query(sql).execute());
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
