package io.hongyan.push.decision.postgres;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;

/** Removes what nothing needs any more: the words of messages whose alerts are all decided, and decisions grown old. */
@ApplicationScoped
public class Retention {

    private static final String WORDS = """
            DELETE FROM alert_message m WHERE NOT EXISTS (
                SELECT FROM alert a
                WHERE a.conversation_id = m.conversation_id AND a.seq = m.seq AND a.decided_at IS NULL)
            """;
    private static final String DECISIONS = """
            DELETE FROM alert WHERE decision_id = ANY(ARRAY(
                SELECT decision_id FROM alert WHERE decided_at IS NOT NULL AND event_at < $1 LIMIT $2))
            """;
    private static final int AT_ONCE = 5_000; // short transactions: nobody waits for a clean-up

    private final Pool pool;

    Retention(Pool pool) {
        this.pool = pool;
    }

    /** Removes the words of decided alerts, and decided alerts of messages from before the given time. */
    public Uni<Void> clean(Instant before) {
        return pool.query(WORDS).execute().chain(() -> decisions(before));
    }

    private Uni<Void> decisions(Instant before) {
        return pool.preparedQuery(DECISIONS)
                .execute(Tuple.of(before.atOffset(ZoneOffset.UTC), AT_ONCE))
                .chain(removed ->
                        removed.rowCount() < AT_ONCE ? Uni.createFrom().voidItem() : decisions(before));
    }
}
