package io.hongyan.eventlog.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.testkit.TestDatabase;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PoolsTest {

    private static final String LOOK_UP = "SELECT size FROM box WHERE id = $1";

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool = make();

    @BeforeEach
    void makeTable() {
        await(pool.query("CREATE TABLE box (id text PRIMARY KEY, size int NOT NULL)")
                .execute());
    }

    @AfterEach
    void disconnect() {
        await(pool.close());
        await(vertx.close());
    }

    @Test
    void aStatementIsParsedOnceForEachConnection() {
        for (int i = 0; i < 10; i++) {
            await(pool.preparedQuery(LOOK_UP).execute(Tuple.of("b" + i)));
        }

        Row prepared = await(pool.preparedQuery(
                                "SELECT count(*) AS statements, sum(generic_plans + custom_plans) AS uses,"
                                        + " max(generic_plans) AS generic FROM pg_prepared_statements WHERE statement = $1")
                        .execute(Tuple.of(LOOK_UP)))
                .iterator()
                .next();
        assertThat(prepared.getLong("statements")).isEqualTo(1);
        assertThat(prepared.getLong("uses")).isEqualTo(10);
        assertThat(prepared.getLong("generic"))
                .as("planned once, after some trials")
                .isPositive();
    }

    /** PostgreSQL would read all of a table that it takes for tiny, and keep that plan when it has grown. */
    @Test
    void aPlanThatWasMadeForASmallTableUsesItsIndex() {
        await(pool.query("INSERT INTO box VALUES ('one', 1)").execute());
        await(pool.query("ANALYZE box").execute());

        List<String> plan = await(pool.query("EXPLAIN SELECT size FROM box WHERE id = 'one'")
                        .mapping(row -> row.getString(0))
                        .execute())
                .stream()
                .toList();

        assertThat(plan).first().asString().startsWith("Index Scan using box_pkey");
    }

    @NullUnmarked // nobody asks for the live pool here
    private Pool make() {
        TestDatabase database = TestDatabase.create();
        var options = PgConnectOptions.fromUri(database.reactiveUrl())
                .setUser(database.user())
                .setPassword(database.user());
        return new Pools(() -> Duration.ofSeconds(15), (Instance<Pool>) null).create(new PgPoolCreator.Input() {
            @Override
            public Vertx vertx() {
                return vertx;
            }

            @Override
            public PoolOptions poolOptions() {
                return new PoolOptions().setMaxSize(1);
            }

            @Override
            public List<PgConnectOptions> pgConnectOptionsList() {
                return List.of(options);
            }
        });
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}
