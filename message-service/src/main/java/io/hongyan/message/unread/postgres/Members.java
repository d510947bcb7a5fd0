package io.hongyan.message.unread.postgres;

import io.hongyan.proto.conversations.v1.ConversationMember;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.StreamSupport;

/** Who is in a conversation. */
@ApplicationScoped
public class Members {

    private final Pool pool;

    /** Over the service's database. */
    public Members(Pool pool) {
        this.pool = pool;
    }

    /** Whether a user is in a conversation now. */
    public Uni<Boolean> isMember(String conversationId, String userId) {
        return pool.preparedQuery("SELECT 1 FROM unread.member"
                        + " WHERE conversation_id = $1 AND user_id = $2 AND left_seq IS NULL")
                .execute(Tuple.of(conversationId, userId))
                .map(rows -> rows.size() == 1);
    }

    /** Up to so many members, in ascending order of user id, those after the given one; from the first if that is empty. */
    public Uni<List<ConversationMember>> list(String conversationId, String afterUserId, int max) {
        return pool.preparedQuery(
                        "SELECT user_id, role, joined_seq, read_seq, delivered_seq, silenced_until_ms FROM unread.member"
                                + " WHERE conversation_id = $1 AND left_seq IS NULL AND user_id > $2 ORDER BY user_id LIMIT $3")
                .execute(Tuple.of(conversationId, afterUserId, (long) max))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Members::from)
                        .toList());
    }

    private static ConversationMember from(Row row) {
        return ConversationMember.newBuilder()
                .setUserId(row.getString("user_id"))
                .setRole(MemberRows.role(row.getInteger("role")))
                .setJoinedSeq(row.getLong("joined_seq"))
                .setReadSeq(row.getLong("read_seq"))
                .setDeliveredSeq(row.getLong("delivered_seq"))
                .setSilencedUntilMs(row.getLong("silenced_until_ms"))
                .build();
    }
}
