package io.hongyan.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.testkit.TestDatabase;
import io.smallrye.mutiny.Uni;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import io.vertx.sqlclient.PoolOptions;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class OutageTest {

    @Test
    void whatIsDownIsWaitedFor() {
        assertThat(Outage.is(new ConnectException("refused"))).isTrue();
        assertThat(Outage.is(ClosedConnectionException.INSTANCE)).isTrue();
        assertThat(Outage.is(refused("57P01"))).as("shutting down").isTrue();
        assertThat(Outage.is(refused("40P01"))).as("deadlock").isTrue();
        assertThat(Outage.is(refused("53300"))).as("too many connections").isTrue();
        assertThat(Outage.is(refused("58030"))).as("input or output failed").isTrue();
        assertThat(Outage.is(new NoStackTraceThrowable(
                        "Pending requests failed to be sent due to connection has been closed.")))
                .isTrue();
        assertThat(Outage.is(new CompletionException(new TimeoutException("no broker"))))
                .isTrue();
    }

    @Test
    void whatIsWrongIsNot() {
        assertThat(Outage.is(refused("23505"))).as("duplicate key").isFalse();
        assertThat(Outage.is(new PgException("", "ERROR", null, ""))).isFalse();
        assertThat(Outage.is(new NullPointerException())).isFalse();
        assertThat(Outage.is(new RecordTooLargeException("1 MB"))).isFalse();
        assertThat(Outage.is(new NoStackTraceThrowable("unknown"))).isFalse();
    }

    /** Held to what the pool really throws, since it is told by its message alone. */
    @Test
    void aPoolWhoseConnectionsAreAllTakenIsWaitedFor() {
        withPool(1, pool -> {
            await(pool.getConnection());

            Throwable late = failureOf(pool.getConnection());

            assertThat(late).matches(Outage::is);
        });
    }

    /** A restart of PostgreSQL between two statements of a transaction once stopped a projection for good. */
    @Test
    void aConnectionThatClosesBetweenTwoStatementsIsWaitedFor() {
        withPool(2, pool -> {
            SqlConnection connection = await(pool.getConnection());
            Uni<Void> closed =
                    Uni.createFrom().emitter(emitter -> connection.closeHandler(() -> emitter.complete(null)));
            int backend = await(connection.query("SELECT pg_backend_pid()").execute())
                    .iterator()
                    .next()
                    .getInteger(0);
            await(Uni.combine()
                    .all()
                    .unis(
                            closed,
                            pool.query("SELECT pg_terminate_backend(" + backend + ")")
                                    .execute())
                    .discardItems());

            Throwable late = failureOf(connection.query("SELECT 1").execute());

            assertThat(late)
                    .hasMessageStartingWith("Connection is not active now")
                    .matches(Outage::is);
        });
    }

    private static void withPool(int size, Consumer<Pool> test) {
        TestDatabase database = TestDatabase.create();
        var vertx = Vertx.vertx();
        var pool = PgBuilder.pool()
                .connectingTo("postgresql://%s:%s@%s"
                        .formatted(
                                database.user(),
                                database.user(),
                                database.reactiveUrl().substring("postgresql://".length())))
                .with(new PoolOptions()
                        .setMaxSize(size)
                        .setConnectionTimeout(3)
                        .setConnectionTimeoutUnit(TimeUnit.SECONDS))
                .using(vertx)
                .build();
        try {
            test.accept(pool);
        } finally {
            await(vertx.close());
        }
    }

    private static Throwable failureOf(Uni<?> work) {
        return await(work.<Throwable>map(_ -> new AssertionError("it worked"))
                .onFailure()
                .recoverWithItem(failure -> failure));
    }

    private static PgException refused(String state) {
        return new PgException("refused", "ERROR", state, "");
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }
}
