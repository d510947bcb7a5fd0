package io.hongyan.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongyan.testkit.TestDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PositionsTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static Pool pool;

    private final Positions positions = new Positions("test_position", "t");

    @BeforeAll
    static void connect() {
        TestDatabase database = TestDatabase.create();
        pool = PgBuilder.pool()
                .connectingTo("postgresql://%s:%s@%s"
                        .formatted(
                                database.user(),
                                database.user(),
                                database.reactiveUrl().substring("postgresql://".length())))
                .using(VERTX)
                .build();
        await(pool.query("CREATE TABLE test_position (topic text, kafka_partition int, next_offset bigint NOT NULL,"
                        + " PRIMARY KEY (topic, kafka_partition))")
                .execute());
    }

    @AfterAll
    static void disconnect() {
        await(pool.close());
        await(VERTX.close());
    }

    @BeforeEach
    void beginAnew() {
        await(pool.query("DELETE FROM test_position").execute());
    }

    @Test
    void whatWasNeverReadBeginsAtZero() {
        assertThat(load()).isEqualTo(Map.of(0, 0L, 1, 0L));
    }

    @Test
    void twoConsumersOfTheSameRecordsApplyThemOnce() {
        load();
        var records = batch(5, 6, 8);

        var first = claim(records);
        var second = claim(records);

        assertThat(offsets(first)).containsExactly(5L, 6L, 8L);
        assertThat(offsets(second)).isEmpty();
        assertThat(load()).isEqualTo(Map.of(0, 9L, 1, 0L));
    }

    @Test
    void theOneThatWasSlowerAppliesOnlyTheRest() {
        load();
        claim(batch(5, 6));

        var rest = claim(batch(5, 6, 7));

        assertThat(offsets(rest)).containsExactly(7L);
    }

    @Test
    void anAbortedTransactionLeavesThePosition() {
        load();

        Uni<Object> aborted = pool.withTransaction(connection -> positions
                .claim(connection, batch(5))
                .chain(() -> Uni.createFrom().failure(new RuntimeException("no"))));

        assertThatThrownBy(() -> await(aborted)).hasMessageContaining("no");
        assertThat(load()).isEqualTo(Map.of(0, 0L, 1, 0L));
    }

    @Test
    void aPositionThatWasNeverLoadedIsRefused() {
        assertThatThrownBy(() -> claim(batch(5))).hasMessageContaining("test_position");
    }

    private Map<Integer, Long> load() {
        return await(positions.load(pool, List.of(0, 1)));
    }

    private DecodedBatch<String> claim(DecodedBatch<String> batch) {
        return await(pool.withTransaction(connection -> positions.claim(connection, batch)));
    }

    private static List<Long> offsets(DecodedBatch<String> batch) {
        return batch.records().stream().map(Logged::offset).toList();
    }

    private static DecodedBatch<String> batch(long... offsets) {
        var records = java.util.Arrays.stream(offsets)
                .mapToObj(offset -> new Logged<>(0, offset, null, "value"))
                .toList();
        return new DecodedBatch<>(records, List.of(), Map.of(0, offsets[offsets.length - 1] + 1));
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
