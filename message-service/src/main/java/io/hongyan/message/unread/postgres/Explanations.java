package io.hongyan.message.unread.postgres;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.message.unread.CursorMove;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.explain.v1.UnreadExplanation;
import io.hongyan.proto.explain.v1.UnreadMessage;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counts taken apart: what the view tells clients, beside what counting message by message finds. Each answer is of one
 * moment: one statement. It reads every countable message after each of the user's cursors, so it is for people who ask
 * why, and not for clients.
 */
@ApplicationScoped
public class Explanations {

    private static final String EXPLAIN = """
            WITH mine AS MATERIALIZED (
                SELECT i.user_id, i.conversation_id, i.unread, i.unread_mentions, i.read_seq, i.first_seq, i.head_seq, i.muted, i.has_left,
                       c.revision, m.counts_after, m.moved_partition, m.moved_offset, m.moved_event,
                       found.countable, found.own, found.recalled, found.recounted_mentions,
                       found.countable - found.own - found.recalled AS recounted
                FROM unread.inbox i
                JOIN unread.member m USING (conversation_id, user_id)
                JOIN unread.conversation c USING (conversation_id)
                CROSS JOIN LATERAL (
                    SELECT count(*) AS countable,
                           count(*) FILTER (WHERE x.sender_id = i.user_id) AS own,
                           count(*) FILTER (WHERE x.sender_id <> i.user_id AND x.recalled) AS recalled,
                           count(*) FILTER (WHERE x.sender_id <> i.user_id AND NOT x.recalled AND EXISTS (
                               SELECT FROM unread.mention n WHERE n.conversation_id = x.conversation_id
                                   AND n.user_id = ANY (ARRAY[i.user_id, '']) AND n.seq = x.seq)) AS recounted_mentions
                    FROM unread.message x
                    WHERE NOT i.has_left AND x.conversation_id = i.conversation_id AND x.seq > m.counts_after) AS found
                WHERE i.user_id = $1),
            total AS (
                SELECT COALESCE(SUM(unread) FILTER (WHERE NOT muted), 0)::bigint AS unread_total,
                       COALESCE(SUM(recounted) FILTER (WHERE NOT muted), 0)::bigint AS recounted_total,
                       COALESCE(bool_and(unread = recounted AND unread_mentions = recounted_mentions), true) AS agrees
                FROM mine),
            page AS (
                SELECT * FROM mine
                WHERE conversation_id = $2
                   OR $2 = '' AND conversation_id > $3
                       AND (unread <> 0 OR recounted <> 0 OR unread_mentions <> recounted_mentions)
                ORDER BY conversation_id
                LIMIT $4)
            SELECT total.*, page.*, named.*
            FROM total
            LEFT JOIN page ON true
            LEFT JOIN LATERAL (
                SELECT array_agg(n.seq ORDER BY n.seq) AS seqs, array_agg(n.cseq ORDER BY n.seq) AS cseqs,
                       array_agg(n.sender_id ORDER BY n.seq) AS senders, array_agg(n.mentions ORDER BY n.seq) AS mentions
                FROM (SELECT x.seq, x.cseq, x.sender_id, EXISTS (
                          SELECT FROM unread.mention w WHERE w.conversation_id = x.conversation_id
                              AND w.user_id = ANY (ARRAY[page.user_id, '']) AND w.seq = x.seq) AS mentions
                      FROM unread.message x
                      WHERE NOT page.has_left AND x.conversation_id = page.conversation_id
                        AND x.seq > GREATEST(page.counts_after, $5)
                        AND x.sender_id <> page.user_id AND NOT x.recalled
                      ORDER BY x.seq
                      LIMIT $6) AS n) AS named ON true
            ORDER BY page.conversation_id
            """;

    private final Pool pool;

    /** Over the service's database. */
    public Explanations(Pool pool) {
        this.pool = pool;
    }

    /**
     * What to explain.
     *
     * @param userId whose counts
     * @param conversationId one conversation; empty for all that have something unread
     * @param afterConversationId only those with a greater id; empty to begin
     * @param conversationsMax at most so many
     * @param afterSeq name only messages with a greater seq
     * @param messagesMax name at most so many of each conversation
     */
    public record Question(
            String userId,
            String conversationId,
            String afterConversationId,
            int conversationsMax,
            long afterSeq,
            int messagesMax) {}

    /**
     * A user's counts, taken apart.
     *
     * @param conversations ascending by id
     * @param more whether there are more
     * @param total the badge
     * @param recountedTotal the badge, counted message by message
     * @param agrees whether both ways of counting find the same in every conversation of the user
     */
    public record Answer(
            List<UnreadExplanation> conversations, boolean more, long total, long recountedTotal, boolean agrees) {}

    /** Explains. */
    public Uni<Answer> explain(Question question) {
        // One more of each tells whether there are more.
        var parameters = Tuple.tuple()
                .addString(question.userId())
                .addString(question.conversationId())
                .addString(question.afterConversationId())
                .addLong(question.conversationsMax() + 1L)
                .addLong(question.afterSeq())
                .addLong(question.messagesMax() + 1L);
        return pool.preparedQuery(EXPLAIN).execute(parameters).map(rows -> answer(question, rows));
    }

    private static Answer answer(Question question, RowSet<Row> rows) {
        List<UnreadExplanation> conversations = new ArrayList<>();
        boolean more = false;
        for (Row row : rows) {
            if (row.getString("conversation_id") == null) {
                break; // nothing to explain: a row of totals alone
            }
            if (conversations.size() == question.conversationsMax()) {
                more = true;
                break;
            }
            conversations.add(explanation(row, question.messagesMax()));
        }
        Row totals = rows.iterator().next();
        return new Answer(
                conversations,
                more,
                totals.getLong("unread_total"),
                totals.getLong("recounted_total"),
                totals.getBoolean("agrees"));
    }

    private static UnreadExplanation explanation(Row row, int messagesMax) {
        var explanation = UnreadExplanation.newBuilder()
                .setConversationId(row.getString("conversation_id"))
                .setUnread(row.getLong("unread"))
                .setRecounted(row.getLong("recounted"))
                .setCountable(row.getLong("countable"))
                .setOwn(row.getLong("own"))
                .setRecalled(row.getLong("recalled"))
                .setUnreadMentions(row.getLong("unread_mentions"))
                .setRecountedMentions(row.getLong("recounted_mentions"))
                .setReadSeq(row.getLong("read_seq"))
                .setJoinedSeq(row.getLong("first_seq"))
                .setHeadSeq(row.getLong("head_seq"))
                .setRevision(row.getLong("revision"))
                .setMuted(row.getBoolean("muted"))
                .setLeft(row.getBoolean("has_left"));
        CursorMove move = MemberRows.move(row);
        if (move != null) {
            explanation.setMovedBy(moved(move));
        }
        @Nullable Long[] seqs = row.getArrayOfLongs("seqs");
        if (seqs != null) {
            @Nullable Long[] cseqs = row.getArrayOfLongs("cseqs");
            @Nullable String[] senders = row.getArrayOfStrings("senders");
            @Nullable Boolean[] mentions = row.getArrayOfBooleans("mentions");
            for (int i = 0; i < Math.min(seqs.length, messagesMax); i++) {
                explanation.addMessages(UnreadMessage.newBuilder()
                        .setSeq(seqs[i])
                        .setCseq(cseqs[i])
                        .setSenderId(senders[i])
                        .setMentions(mentions[i]));
            }
            explanation.setMore(seqs.length > messagesMax);
        }
        return explanation.build();
    }

    private static io.hongyan.proto.explain.v1.CursorMove moved(CursorMove move) {
        Event event = event(move);
        return io.hongyan.proto.explain.v1.CursorMove.newBuilder()
                .setPartition(move.partition())
                .setOffset(move.offset())
                .setRevision(event.getRevision())
                .setTimeMs(event.getTimeMs())
                .setSeq(event.getReadMoved().getSeq())
                .setDeviceId(event.getActor().getDeviceId())
                .setService(event.getActor().getService())
                .build();
    }

    private static Event event(CursorMove move) {
        try {
            return Event.parseFrom(move.event());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A stored event is damaged.", e);
        }
    }
}
