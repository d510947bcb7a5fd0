package io.hongyan.message.unread.postgres;

import io.vertx.core.VertxException;
import io.vertx.core.impl.NoStackTraceThrowable;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells what passes by itself from what is wrong. */
public final class DatabaseDown {

    /** Connection trouble, a server that starts or stops or is full, a deadlock, a lost race. */
    private static final Set<String> PASSING = Set.of("08", "53", "57", "40");

    private DatabaseDown() {}

    /** Whether the same statement may succeed later. */
    public static boolean is(Throwable failure) {
        return switch (failure) {
            case PgException refused ->
                refused.getSqlState() != null
                        && PASSING.contains(refused.getSqlState().substring(0, 2));
            case IOException _, TimeoutException _, VertxException _ -> true;
            case NoStackTraceThrowable _ -> true; // how the pool says that no connection became free in time
            default -> false;
        };
    }
}
