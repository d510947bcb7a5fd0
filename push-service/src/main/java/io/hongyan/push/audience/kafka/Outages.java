package io.hongyan.push.audience.kafka;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;

/** Tells what is down from what is wrong: the one is waited for, the other must stop the consumer loudly. */
final class Outages {

    /** PostgreSQL's classes: connection, transaction rolled back, resources, operator, system. */
    private static final Set<String> CLASSES = Set.of("08", "40", "53", "57", "58");

    private Outages() {}

    static boolean isOne(Throwable failure) {
        return switch (failure) {
            case PgException refused ->
                refused.getSqlState() != null
                        && CLASSES.contains(refused.getSqlState().substring(0, 2));
            // Vert.x says so when a connection closes under a query or none becomes free in time.
            case VertxException _, IOException _, TimeoutException _, RetriableException _ -> true;
            default -> failure.getCause() != null && isOne(failure.getCause());
        };
    }
}
