package io.hongyan.history.archive.postgres;

import io.hongyan.proto.history.v1.MessageState;
import io.hongyan.proto.history.v1.ReactionCount;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of the messages of some pages: the edits, and the reactions counted, by one statement. */
final class StateRows {

    /** How many kinds of reactions are told, as the contract says. */
    private static final int KINDS_MAX = 50;

    // Each part is a range of a primary key. A kind that nobody uses any longer is still a row, for its seq.
    private static final String TEMPLATE = """
            SELECT w.place, s.*
            FROM unnest($1::text[], $2::bigint[], $3::bigint[]AND_UNTIL) WITH ORDINALITY
                AS w (conversation_id, lo, hiUNTIL, place)
            CROSS JOIN LATERAL (
                (SELECT DISTINCT ON (target_seq) target_seq, seq, time_ms, NULL::text AS emoji, 0::bigint AS users,
                        false AS mine, 0::bigint AS kind
                 FROM edits%1$s
                 WHERE conversation_id = w.conversation_id AND target_seq BETWEEN w.lo AND w.hiBEFORE
                 ORDER BY target_seq, seq DESC)
                UNION ALL
                SELECT * FROM (
                    SELECT target_seq, max(last) OVER (PARTITION BY target_seq) AS seq, 0::bigint AS time_ms, emoji, users,
                           mine, row_number() OVER (PARTITION BY target_seq ORDER BY users DESC, first) AS kind
                    FROM (
                        SELECT target_seq, emoji, max(seq) AS last, count(*) FILTER (WHERE present) AS users,
                               min(seq) FILTER (WHERE present) AS first, bool_or(present AND user_id = $4) AS mine
                        FROM REACTIONS
                        GROUP BY target_seq, emoji) AS counted) AS ranked
                WHERE kind <= KINDS_MAX) AS s
            ORDER BY w.place, s.target_seq, s.kind""".replace("KINDS_MAX", Integer.toString(KINDS_MAX));

    /** As it is now. */
    static final Parts.Statement STATES = new Parts.Statement(TEMPLATE.replace("AND_UNTIL", "")
            .replace("UNTIL", "")
            .replace("BEFORE", "")
            .replace("REACTIONS", """
                    reactions%1$s
                    WHERE conversation_id = w.conversation_id AND target_seq BETWEEN w.lo AND w.hi"""));

    /** As it was at some event. */
    static final Parts.Statement STATES_THEN = new Parts.Statement(TEMPLATE.replace("AND_UNTIL", ", $5::bigint[]")
            .replace("UNTIL", ", until")
            .replace("BEFORE", " AND seq <= w.until")
            .replace("REACTIONS", """
                    (SELECT DISTINCT ON (target_seq, user_id, emoji) target_seq, user_id, emoji, present, seq
                     FROM (
                         SELECT target_seq, user_id, emoji, present, seq FROM reactions%1$s
                         WHERE conversation_id = w.conversation_id AND target_seq BETWEEN w.lo AND w.hi
                           AND seq <= w.until
                         UNION ALL
                         SELECT target_seq, user_id, emoji, present, seq FROM past_reactions%1$s
                         WHERE conversation_id = w.conversation_id AND target_seq BETWEEN w.lo AND w.hi
                           AND seq <= w.until) AS told
                     ORDER BY target_seq, user_id, emoji, seq DESC) AS standing"""));

    private StateRows() {}

    /** For each place the states of its messages, ascending by seq. */
    static List<List<MessageState>> byPlace(RowSet<Row> rows, int places) {
        List<Map<Long, MessageState.Builder>> states = new ArrayList<>(places);
        for (int i = 0; i < places; i++) {
            states.add(new TreeMap<>());
        }
        for (Row row : rows) {
            add(
                    row,
                    states.get(row.getLong("place").intValue() - 1)
                            .computeIfAbsent(
                                    row.getLong("target_seq"),
                                    seq -> MessageState.newBuilder().setSeq(seq)));
        }
        return states.stream()
                .map(of -> of.values().stream().map(MessageState.Builder::build).toList())
                .toList();
    }

    private static void add(Row row, MessageState.Builder state) {
        String emoji = row.getString("emoji");
        if (emoji == null) {
            state.setEditedSeq(row.getLong("seq")).setEditedMs(row.getLong("time_ms"));
            return;
        }
        state.setReactionsSeq(row.getLong("seq"));
        if (row.getLong("users") > 0) {
            state.addReactions(ReactionCount.newBuilder()
                    .setEmoji(emoji)
                    .setCount(row.getLong("users").intValue())
                    .setMine(row.getBoolean("mine")));
        }
    }
}
