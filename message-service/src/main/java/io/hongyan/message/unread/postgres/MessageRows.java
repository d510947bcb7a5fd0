package io.hongyan.message.unread.postgres;

import io.hongyan.message.unread.CountableMessage;
import io.hongyan.message.unread.RecalledMessage;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** The table {@code message}. */
final class MessageRows {

    private MessageRows() {}

    /** Adds messages, numbering those of each sender on from the sender's last one. */
    static Uni<Void> add(SqlConnection transaction, List<CountableMessage> messages) {
        if (messages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery("""
                        INSERT INTO unread.message (conversation_id, seq, cseq, sender_id, own)
                        SELECT n.conversation_id, n.seq, n.cseq, n.sender_id, COALESCE(before.own, 0)
                            + row_number() OVER (PARTITION BY n.conversation_id, n.sender_id ORDER BY n.seq)
                        FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[])
                            AS n (conversation_id, seq, cseq, sender_id)
                        LEFT JOIN LATERAL (SELECT m.own FROM unread.message m
                            WHERE m.conversation_id = n.conversation_id AND m.sender_id = n.sender_id
                            ORDER BY m.seq DESC LIMIT 1) AS before ON true
                        """)
                .execute(Tuple.from(List.of(
                        Columns.texts(messages, CountableMessage::conversationId),
                        Columns.longs(messages, CountableMessage::seq),
                        Columns.longs(messages, CountableMessage::cseq),
                        Columns.texts(messages, CountableMessage::senderId))))
                .replaceWithVoid();
    }

    static Uni<Void> recall(SqlConnection transaction, List<RecalledMessage> recalled) {
        if (recalled.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery("UPDATE unread.message AS m SET recalled = true"
                        + " FROM unnest($1::text[], $2::bigint[]) AS r (conversation_id, seq)"
                        + " WHERE m.conversation_id = r.conversation_id AND m.seq = r.seq")
                .execute(Tuple.from(List.of(
                        Columns.texts(recalled, RecalledMessage::conversationId),
                        Columns.longs(recalled, RecalledMessage::seq))))
                .replaceWithVoid();
    }
}
