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

/** Who reacted to messages, up to the last event that somebody sees. Never blocks. */
@ApplicationScoped
public class ReactionStore {

    // The last event that the user sees, found once, in the same moment as the reactions: who leaves meanwhile is told
    // of none that
    // come later, and at worst of too few.
    private static final String UNTIL = """
            COALESCE((SELECT p.left_seq FROM periods%1$s p WHERE p.conversation_id = $1 AND p.user_id = $7),
                9223372036854775807)""";

    // In the order of the key, from where the page before ended.
    private static final Parts.Statement LIST = new Parts.Statement("""
            SELECT user_id, emoji FROM reactions%1$s
            WHERE conversation_id = $1 AND target_seq = $2 AND present AND (user_id, emoji) > ($3, $4)
              AND ($5 = '' OR emoji = $5) AND seq <= UNTIL
            ORDER BY user_id, emoji LIMIT $6""".replace("UNTIL", UNTIL));

    private static final Parts.Statement LIST_THEN = new Parts.Statement("""
            SELECT user_id, emoji
            FROM (
                SELECT DISTINCT ON (user_id, emoji) user_id, emoji, present
                FROM (
                    SELECT user_id, emoji, present, seq FROM reactions%1$s
                    WHERE conversation_id = $1 AND target_seq = $2 AND (user_id, emoji) > ($3, $4) AND seq <= UNTIL
                    UNION ALL
                    SELECT user_id, emoji, present, seq FROM past_reactions%1$s
                    WHERE conversation_id = $1 AND target_seq = $2 AND (user_id, emoji) > ($3, $4) AND seq <= UNTIL)
                    AS told
                WHERE $5 = '' OR emoji = $5
                ORDER BY user_id, emoji, seq DESC) AS standing
            WHERE present
            ORDER BY user_id, emoji LIMIT $6""".replace("UNTIL", UNTIL));

    private final Parts parts;

    /** Over the service's database. */
    public ReactionStore(Pool pool) {
        parts = new Parts(pool);
    }

    /**
     * The reactions to a message, ascending by user, then by emoji, in the order of their bytes.
     *
     * @param viewer who asks
     * @param hasLeft whether the viewer is to be told how it was, at the last event that the viewer sees
     * @param emoji only those; empty for all
     * @param after where the page before ended
     * @param max at most so many
     */
    public Uni<List<UserReaction>> list(
            String viewer, boolean hasLeft, String conversationId, long seq, String emoji, Place after, int max) {
        return parts.ask(
                        List.of(conversationId),
                        (client, suffix, places) -> client.preparedQuery((hasLeft ? LIST_THEN : LIST).on(suffix))
                                .execute(Tuple.from(List.of(
                                        conversationId, seq, after.userId(), after.emoji(), emoji, (long) max, viewer)))
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
