package io.hongyan.eventlog;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Tells what is only down, and comes back, from what is wrong. A projection waits for the one as long as it takes; the
 * other must stop it loudly, since the same records would fail in the same way for ever.
 */
public final class Outage {

    /**
     * The classes of SQLSTATE that pass: connection, transaction rolled back (a deadlock, a lost race), resources (too
     * many connections, disk full), operator intervention (a restart), system error. PostgreSQL 17, appendix A.
     */
    private static final Set<String> PASSING = Set.of("08", "40", "53", "57", "58");

    private static final int CLASS_LENGTH = 2;

    /**
     * How sentences of the SQL client begin that have no type of their own: no connection became free in time; the
     * connection closed between two statements of a transaction; it closed before a statement was sent.
     */
    private static final List<String> TOLD_BY_A_SENTENCE =
            List.of("Timeout", "Connection is not active now", "Pending requests failed to be sent");

    private Outage() {}

    /** Whether the same may succeed later, without anyone mending anything in Hongyan. Looks at the causes too. */
    public static boolean is(Throwable failure) {
        return switch (failure) {
            case PgException refused -> passes(refused);
            // Vert.x says so when a connection closes under a query.
            case VertxException _, IOException _, TimeoutException _, RetriableException _ -> true;
            case NoStackTraceThrowable told when tellsOfOutage(told) -> true;
            default -> failure.getCause() != null && is(failure.getCause());
        };
    }

    private static boolean tellsOfOutage(NoStackTraceThrowable told) {
        String sentence = String.valueOf(told.getMessage());
        return TOLD_BY_A_SENTENCE.stream().anyMatch(sentence::startsWith);
    }

    private static boolean passes(PgException refused) {
        String state = refused.getSqlState();
        return state != null && state.length() > CLASS_LENGTH && PASSING.contains(state.substring(0, CLASS_LENGTH));
    }
}
