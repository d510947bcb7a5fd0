package io.hongyan.history.archive.kafka;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** Tells what is only down, and comes back, from what is wrong. */
final class Outage {

    // SQLSTATE classes: connection, transaction rollback (deadlock), resources, operator intervention (restart),
    // system.
    private static final List<String> PASSING = List.of("08", "40", "53", "57", "58");

    private Outage() {}

    /** Whether trying the same again later makes sense. */
    static boolean isOne(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PgException database) {
                String state = database.getSqlState();
                return state != null && PASSING.stream().anyMatch(state::startsWith);
            }
            if (cause instanceof IOException
                    || cause instanceof TimeoutException
                    || cause instanceof RetriableException
                    || cause instanceof ClosedConnectionException
                    || "Timeout".equals(cause.getMessage())) { // the pool's, which has no type of its own
                return true;
            }
        }
        return false;
    }
}
