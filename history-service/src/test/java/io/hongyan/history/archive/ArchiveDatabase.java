package io.hongyan.history.archive;

import io.hongyan.testkit.TestDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import org.flywaydb.core.Flyway;

/** A database of the archive, made for a test: with its tables, and nothing in them. */
public final class ArchiveDatabase implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Pool pool;

    public ArchiveDatabase() {
        TestDatabase database = TestDatabase.create();
        Flyway.configure()
                .dataSource(database.jdbcUrl(), database.user(), database.user())
                .load()
                .migrate();
        pool = PgBuilder.pool()
                .connectingTo("postgresql://%s:%s@%s"
                        .formatted(
                                database.user(),
                                database.user(),
                                database.reactiveUrl().substring("postgresql://".length())))
                .using(vertx)
                .build();
    }

    /** Connections to it. */
    public Pool pool() {
        return pool;
    }

    /** As if nothing had ever been archived. */
    public void empty() {
        await(pool.query(
                        "TRUNCATE events, periods, edits, versions, reactions, past_reactions, search, archive_positions")
                .execute());
    }

    /** Waits for an answer. */
    public static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    @Override
    public void close() {
        await(pool.close());
        await(vertx.close());
    }
}
