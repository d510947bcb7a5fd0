package io.hongyan.push.decision.postgres;

import static java.time.ZoneOffset.UTC;

import io.hongyan.push.decision.Imagined;
import io.hongyan.push.decision.Result;
import io.hongyan.push.decision.Taken;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The alerts. Any instance may take up what is due; who does has it alone for a lease, and records what came of it unless
 * somebody else has taken it up since. Outcomes are written together with their record for the topic.
 */
@ApplicationScoped
public class AlertStore {

    private static final String TAKE = "SELECT taken_id, claim, underway FROM take_alerts($1, $2, $3)";

    private static final String RECORD = """
            WITH result AS (
                SELECT * FROM unnest($1::uuid[], $2::int[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[],
                    $7::int[], $8::timestamptz[], $9::bytea[], $10::text[], $11::boolean[], $12::boolean[], $13::boolean[])
                AS r (decision_id, claims, outcome, reason, badge, due_at, attempts, decided_at, decision, traceparent,
                    told, words, badged)),
            changed AS (
                UPDATE alert a SET outcome = COALESCE(r.outcome, a.outcome), reason = COALESCE(r.reason, a.reason),
                    badge = r.badge, due_at = r.due_at, attempts = GREATEST(a.attempts, r.attempts),
                    decided_at = r.decided_at, taken_until = NULL,
                    told_at = CASE WHEN r.told THEN r.decided_at END, words = r.words
                FROM result r
                WHERE a.decision_id = r.decision_id AND a.claims = r.claims AND a.decided_at IS NULL
                RETURNING a.decision_id, a.user_id, a.device_id),
            told AS (
                INSERT INTO decision_outbox (user_id, decision, traceparent)
                SELECT c.user_id, r.decision, r.traceparent FROM changed c JOIN result r USING (decision_id)
                WHERE r.decision IS NOT NULL),
            badged AS (
                UPDATE device d SET badge = r.badge FROM changed c JOIN result r USING (decision_id)
                WHERE r.badged AND d.user_id = c.user_id AND d.device_id = c.device_id)
            SELECT decision_id FROM changed
            """;

    private static final String NEXT = "SELECT min(due_at) AS due_at FROM alert WHERE decided_at IS NULL";
    private static final String PENDING = "SELECT count(*) AS pending FROM alert WHERE decided_at IS NULL";

    private final Pool pool;

    AlertStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Takes up what is due, the longest due first, and nobody else does before the lease ends. In the order of events.
     *
     * @param max so many; messages of the same conversations and devices that are due in a moment come along, as many again at most
     */
    public Uni<List<Taken>> take(Instant now, Instant until, int max) {
        return pool.preparedQuery(TAKE)
                .execute(Tuple.of(now.atOffset(UTC), until.atOffset(UTC), max))
                .chain(taken -> taken.size() == 0 ? Uni.createFrom().item(List.of()) : standing(taken));
    }

    /**
     * The alerts of a message as they would be taken up if it came in now and nothing else was just being handed over: whether it did or
     * not, and whatever became of it. Takes up nothing.
     *
     * @param userId who would be alerted
     * @param deviceId on which device; empty for all of the user's
     */
    public Uni<List<Taken>> imagine(Imagined message, String userId, String deviceId) {
        return pool.preparedQuery(StandingQuery.IMAGINED)
                .execute(Tuple.tuple()
                        .addString(message.conversationId())
                        .addLong(message.revision())
                        .addLong(message.seq())
                        .addOffsetDateTime(message.at().atOffset(UTC))
                        .addString(userId)
                        .addString(deviceId)
                        .addString(message.senderId())
                        .addString(message.body())
                        .addArrayOfString(message.mentions().toArray(String[]::new))
                        .addBoolean(message.mentionsEveryone()))
                .map(rows -> stream(rows).map(AlertRows::taken).toList());
    }

    private Uni<List<Taken>> standing(RowSet<Row> taken) {
        return pool.preparedQuery(StandingQuery.TAKEN)
                .execute(Tuple.of(
                        column(taken, UUID[]::new, row -> row.getUUID("taken_id")),
                        column(taken, Integer[]::new, row -> row.getInteger("claim")),
                        column(taken, Boolean[]::new, row -> row.getBoolean("underway"))))
                .map(rows -> stream(rows).map(AlertRows::taken).toList());
    }

    private static <T> Object column(RowSet<Row> rows, IntFunction<T[]> array, Function<Row, T> value) {
        return stream(rows).map(value).toArray(array);
    }

    private static Stream<Row> stream(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false);
    }

    /** Records what came of alerts, and answers the ids of those where it counted. */
    public Uni<List<UUID>> record(List<Result> results, Instant now) {
        return pool.preparedQuery(RECORD)
                .execute(Change.columns(
                        results.stream().map(result -> Change.of(result, now)).toList(), now))
                .map(rows -> stream(rows).map(row -> row.getUUID("decision_id")).toList());
    }

    /** When the next alert is to be looked at; empty if there is none. */
    public Uni<Optional<Instant>> next() {
        return pool.query(NEXT).execute().map(rows -> {
            Row row = rows.iterator().next();
            return Optional.ofNullable(row.getOffsetDateTime("due_at")).map(OffsetDateTime::toInstant);
        });
    }

    /** How many alerts are not decided yet. Counts them one by one. */
    public Uni<Long> pending() {
        return pool.query(PENDING).execute().map(rows -> rows.iterator().next().getLong("pending"));
    }
}
