package io.hongyan.eventlog.rebuild;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/** One connection of the pool, used by a thread that may wait. Given back as it was: without transaction or lock. */
final class Session implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Session.class);

    private final SqlConnection connection;

    Session(Pool pool) {
        connection = pool.getConnection().await().indefinitely();
        run("SET client_min_messages = error"); // what is dropped in cascades is no news
    }

    SqlConnection connection() {
        return connection;
    }

    /** Runs one statement, or several with semicolons between. */
    void run(String sql) {
        connection.query(sql).execute().await().indefinitely();
    }

    List<Row> rows(String sql, Object... parameters) {
        List<Row> rows = new ArrayList<>();
        connection
                .preparedQuery(sql)
                .execute(Tuple.from(parameters))
                .await()
                .indefinitely()
                .forEach(rows::add);
        return rows;
    }

    /** Runs work in a transaction of its own. */
    void inTransaction(Runnable work) {
        run("BEGIN");
        try {
            work.run();
            run("COMMIT");
        } catch (RuntimeException e) {
            rollback(e);
            throw e;
        }
    }

    /** Ends the transaction that failed; if that fails too, the connection is gone, and the transaction with it. */
    void rollback(RuntimeException cause) {
        try {
            run("ROLLBACK");
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        try {
            run("ROLLBACK");
            run("SELECT pg_advisory_unlock_all()");
            run("RESET client_min_messages");
        } catch (RuntimeException e) {
            LOG.warnf("A connection of a rebuild is lost, and what it held with it: %s", e.getMessage());
        } finally {
            connection.close().await().indefinitely();
        }
    }
}
