package io.hongyan.message.unread.postgres;

import io.hongyan.message.unread.Mention;
import io.hongyan.message.unread.RecalledMessage;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.List;

/** The table {@code mention}. */
final class MentionRows {

    private MentionRows() {}

    static Uni<Void> add(SqlConnection transaction, List<Mention> mentions) {
        if (mentions.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery("INSERT INTO unread.mention (conversation_id, user_id, seq, sender_id)"
                        + " SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::text[])")
                .execute(Tuple.from(List.of(
                        Columns.texts(mentions, Mention::conversationId),
                        Columns.texts(mentions, Mention::userId),
                        Columns.longs(mentions, Mention::seq),
                        Columns.texts(mentions, Mention::senderId))))
                .replaceWithVoid();
    }

    /** What was taken back speaks to nobody. */
    static Uni<Void> recall(SqlConnection transaction, List<RecalledMessage> recalled) {
        if (recalled.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery("DELETE FROM unread.mention AS m"
                        + " USING unnest($1::text[], $2::bigint[]) AS r (conversation_id, seq)"
                        + " WHERE m.conversation_id = r.conversation_id AND m.seq = r.seq")
                .execute(Tuple.from(List.of(
                        Columns.texts(recalled, RecalledMessage::conversationId),
                        Columns.longs(recalled, RecalledMessage::seq))))
                .replaceWithVoid();
    }
}
