package io.hongyan.history.search.postgres;

import io.hongyan.history.search.Candidate;
import io.hongyan.history.search.Search;
import io.hongyan.history.search.Search.Step;
import io.hongyan.history.search.SearchConfig;
import io.hongyan.history.search.Seen;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds messages by the index of their words (docs/adr/0020). Looks at the newest first, and at older ones only if those are
 * too few. Never blocks.
 */
@ApplicationScoped
public class SearchStore {

    /** Of all matches of a step, before the newest are taken: each is 40 bytes. */
    private static final String MEMORY = "32MB";

    private static final String SETTINGS =
            "SELECT set_config('statement_timeout', $1, true), set_config('work_mem', $2, true)";

    private static final String GROUPS = "SELECT conversation_id, joined_seq, left_seq FROM periods WHERE user_id = $1";

    // Two people see all of their conversation, others what is from their time in it. Who has left does not find what
    // was edited
    // after that: the index knows only what it says now, and that is not to be known by whether something is found.
    private static final String NEWEST = """
            WITH found AS MATERIALIZED (
                SELECT conversation_id, seq, time_ms FROM search
                WHERE words @@ $1::text::tsquery AND time_ms BETWEEN $2 AND $3),
            newest AS MATERIALIZED (
                SELECT f.conversation_id, f.seq, f.time_ms
                FROM found f
                LEFT JOIN unnest($4::text[], $5::bigint[], $6::bigint[]) AS v (conversation_id, first_seq, last_seq)
                    ON v.conversation_id = f.conversation_id
                WHERE CASE WHEN starts_with(f.conversation_id, 'd:')
                        THEN $7::text IN (split_part(f.conversation_id, ':', 2), split_part(f.conversation_id, ':', 3))
                        ELSE f.seq BETWEEN v.first_seq AND v.last_seq
                            AND CASE WHEN v.last_seq = MEMBER THEN true
                                ELSE NOT EXISTS (
                                    SELECT FROM edits d
                                    WHERE d.conversation_id = f.conversation_id AND d.target_seq = f.seq
                                      AND d.seq > v.last_seq) END END
                  AND (f.time_ms, f.conversation_id, f.seq) < ($8, $9, $10)
                ORDER BY f.time_ms DESC, f.conversation_id DESC, f.seq DESC LIMIT $11)
            """.replace("MEMBER", Long.toString(Seen.TO_THE_END));

    private static final String UNRANKED = NEWEST + "SELECT conversation_id, seq, time_ms, 0::real AS rank FROM newest";

    private static final String RANKED = NEWEST + """
            SELECT n.conversation_id, n.seq, n.time_ms, ts_rank(s.words, $12::text::tsquery, 1) AS rank
            FROM newest n JOIN search s ON s.conversation_id = n.conversation_id AND s.seq = n.seq""";

    private static final Candidate BEYOND_ALL = new Candidate(0, Long.MAX_VALUE, "", 0);
    private static final String CANCELED = "57014";

    /** By so much less than wanted: the next step will hardly do. */
    private static final int FAR_TOO_FEW = 16;

    private final Pool pool;
    private final SearchConfig config;

    /** Over the service's database. */
    public SearchStore(Pool pool, SearchConfig config) {
        this.pool = pool;
        this.config = config;
    }

    /** Whether a search has failed because it took too long. */
    public static boolean isTooLong(Throwable failure) {
        return failure instanceof PgException refused && CANCELED.equals(refused.getSqlState());
    }

    /**
     * The newest matches, in no order, at most {@link Search#candidatesMax()}.
     *
     * @param within what of the conversation to be searched the user sees; empty to search in all that the user sees
     */
    public Uni<List<Candidate>> find(Search search, Optional<Seen> within) {
        return pool.withTransaction(connection -> connection
                .preparedQuery(SETTINGS)
                .execute(Tuple.of(Long.toString(config.timeMax().toMillis()), MEMORY))
                .chain(() -> within.map(seen -> Uni.createFrom().item(List.of(seen)))
                        .orElseGet(() -> groups(connection, search.userId())))
                .chain(seen -> step(connection, search, seen, search.steps(seen), 0)));
    }

    private static Uni<List<Seen>> groups(SqlConnection connection, String userId) {
        return connection
                .preparedQuery(GROUPS)
                .execute(Tuple.of(userId))
                .map(rows -> rows.stream()
                        .map(row -> {
                            Long left = row.getLong("left_seq");
                            return new Seen(
                                    row.getString("conversation_id"),
                                    row.getLong("joined_seq"),
                                    left == null ? Seen.TO_THE_END : left);
                        })
                        .toList());
    }

    private Uni<List<Candidate>> step(
            SqlConnection connection, Search search, List<Seen> seen, List<Step> steps, int number) {
        int last = steps.size() - 1;
        return connection
                .preparedQuery(search.isNewestFirst() ? UNRANKED : RANKED)
                .execute(parameters(search, seen, steps.get(number)))
                .chain(rows -> {
                    if (rows.size() >= search.candidatesMax() || number == last) {
                        return Uni.createFrom().item(candidates(search, rows));
                    }
                    int further = rows.size() * FAR_TOO_FEW < search.candidatesMax() ? 2 : 1;
                    return step(connection, search, seen, steps, Math.min(number + further, last));
                });
    }

    private static Tuple parameters(Search search, List<Seen> seen, Step step) {
        Candidate older = search.olderThan().orElse(BEYOND_ALL);
        List<Object> parameters = new ArrayList<>(List.of(
                step.query(),
                step.fromMs(),
                step.untilMs(),
                seen.stream().map(Seen::conversationId).toArray(String[]::new),
                seen.stream().map(Seen::firstSeq).toArray(Long[]::new),
                seen.stream().map(Seen::lastSeq).toArray(Long[]::new),
                search.userId(),
                older.timeMs(),
                older.conversationId(),
                older.seq(),
                (long) search.candidatesMax()));
        if (!search.isNewestFirst()) {
            parameters.add(search.words());
        }
        return Tuple.from(parameters);
    }

    private static List<Candidate> candidates(Search search, RowSet<Row> rows) {
        List<Candidate> candidates = new ArrayList<>(rows.size());
        for (Row row : rows) {
            long timeMs = row.getLong("time_ms");
            candidates.add(new Candidate(
                    search.score(row.getFloat("rank"), timeMs),
                    timeMs,
                    row.getString("conversation_id"),
                    row.getLong("seq")));
        }
        return candidates;
    }
}
