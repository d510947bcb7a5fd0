package io.hongyan.history.archive.postgres;

import io.hongyan.history.archive.ReactionToken.Place;
import io.hongyan.proto.history.v1.UserReaction;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Who reacted to messages. Knows nothing of who may see that. Never blocks. */
@ApplicationScoped
public class ReactionStore {

    // In the order of the key, from where the page before ended.
    private static final Parts.Statement LIST = new Parts.Statement("""
            SELECT user_id, emoji FROM reactions%s
            WHERE conversation_id = $1 AND target_seq = $2 AND present AND (user_id, emoji) > ($3, $4)
              AND ($5 = '' OR emoji = $5)
            ORDER BY user_id, emoji LIMIT $6""");

    private final Parts parts;

    /** Over the service's database. */
    public ReactionStore(Pool pool) {
        parts = new Parts(pool);
    }

    /**
     * The reactions to a message, ascending by user, then by emoji, in the order of their bytes.
     *
     * @param emoji only those; empty for all
     * @param after where the page before ended
     * @param max at most so many
     */
    public Uni<List<UserReaction>> list(String conversationId, long seq, String emoji, Place after, int max) {
        return parts.ask(
                        List.of(conversationId),
                        (client, suffix, places) -> client.preparedQuery(LIST.on(suffix))
                                .execute(
                                        Tuple.of(conversationId, seq, after.userId(), after.emoji(), emoji, (long) max))
                                .map(rows -> {
                                    List<UserReaction> reactions = new ArrayList<>(max);
                                    for (Row row : rows) {
                                        reactions.add(UserReaction.newBuilder()
                                                .setUserId(row.getString("user_id"))
                                                .setEmoji(row.getString("emoji"))
                                                .build());
                                    }
                                    return List.of(reactions);
                                }))
                .map(List::getFirst);
    }
}
