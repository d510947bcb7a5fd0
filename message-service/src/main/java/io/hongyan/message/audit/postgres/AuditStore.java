package io.hongyan.message.audit.postgres;

import io.hongyan.eventlog.Positions;
import io.hongyan.eventlog.Topics;
import io.hongyan.message.audit.MentionSums;
import io.hongyan.message.audit.MessageSums;
import io.hongyan.message.audit.Standing;
import io.hongyan.message.audit.View;
import io.hongyan.message.unread.Changes;
import io.hongyan.message.unread.postgres.ProjectionStore;
import io.hongyan.proto.events.v1.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** What is audited, as it is stored. Waits for the database, hence not for event loops. */
@ApplicationScoped
public class AuditStore {

    private static final Positions POSITIONS = new Positions("unread.position", Topics.EVENTS);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private static final String HEAD = """
            SELECT c.revision, c.head_seq, c.head_cseq, c.member_count, x.*
            FROM (SELECT count(*) AS messages, COALESCE(sum(seq), 0)::bigint AS seqs,
                      COALESCE(sum(cseq), 0)::bigint AS cseqs, COALESCE(sum(own), 0)::bigint AS owns,
                      count(*) FILTER (WHERE recalled) AS recalled,
                      COALESCE(sum(seq) FILTER (WHERE recalled), 0)::bigint AS recalled_seqs,
                      COALESCE(sum(seq::numeric * seq) FILTER (WHERE recalled) % 9223372036854775807, 0)::bigint
                          AS recalled_squares
                  FROM unread.message WHERE conversation_id = $1) AS x
            LEFT JOIN unread.conversation c ON c.conversation_id = $1
            """;
    private static final String MENTIONS = """
            SELECT user_id, sender_id, count(*) AS mentions, sum(seq)::bigint AS seqs,
                   (sum(seq::numeric * seq) % 9223372036854775807)::bigint AS squares
            FROM unread.mention WHERE conversation_id = $1 GROUP BY user_id, sender_id
            """;
    private static final String STANDINGS = """
            SELECT m.user_id, m.role, m.joined_seq, COALESCE(m.left_seq, 0) AS left_seq, m.read_seq, m.delivered_seq,
                   m.muted, m.blocked, m.pinned_ms, COALESCE(i.archived_seq, m.archived_seq) AS archived_seq,
                   m.marked_unread, m.own_version, m.silenced_until_ms, COALESCE(i.unread, 0) AS unread,
                   COALESCE(i.unread_mentions, 0) AS unread_mentions
            FROM unread.member m
            LEFT JOIN unread.inbox i ON i.conversation_id = $1 AND i.user_id = m.user_id
            WHERE m.conversation_id = $1
            """;

    private final Pool pool;

    /** Over the service's database. */
    public AuditStore(Pool pool) {
        this.pool = pool;
    }

    /** How far the projection is in each partition of which something was applied. */
    public Map<Integer, Long> positions() {
        return POSITIONS.applied(pool);
    }

    /** What the rows say of a conversation. While events are applied, it may be of two moments. */
    public View stored(String conversationId) {
        return stored(pool, conversationId);
    }

    /**
     * Does something while the projection of a partition stands still, in one transaction: all of it, or if it fails,
     * nothing.
     *
     * @param lockMax how long to wait for those who are moving it
     * @return empty if it did not stand still within that time
     */
    public <T> Optional<T> whileStanding(int partition, Duration lockMax, Function<Standstill, T> work) {
        return POSITIONS.whileStanding(
                pool, partition, lockMax, (transaction, position) -> work.apply(new Standstill(transaction, position)));
    }

    /** A partition's rows while nothing moves them. */
    public static final class Standstill {

        private final SqlConnection connection;
        private final long position;

        private Standstill(SqlConnection connection, long position) {
            this.connection = connection;
            this.position = position;
        }

        /** The events before this offset, and no others, have been applied. */
        public long position() {
            return position;
        }

        /** What the rows say of a conversation. */
        public View stored(String conversationId) {
            return AuditStore.stored(connection, conversationId);
        }

        /** Writes a conversation's rows anew. */
        public void replace(String conversationId, Changes rows) {
            await(ProjectionStore.replace(connection, conversationId, rows).replaceWith(true));
        }
    }

    private static View stored(SqlClient client, String conversationId) {
        Row head = await(client.preparedQuery(HEAD).execute(Tuple.of(conversationId)))
                .iterator()
                .next();
        Map<String, Standing> standings = new HashMap<>();
        await(client.preparedQuery(STANDINGS).execute(Tuple.of(conversationId)))
                .forEach(row -> standings.put(row.getString("user_id"), standing(row)));
        var sums = new MessageSums(
                head.getLong("messages"),
                head.getLong("seqs"),
                head.getLong("cseqs"),
                head.getLong("owns"),
                head.getLong("recalled"),
                head.getLong("recalled_seqs"),
                head.getLong("recalled_squares"));
        Map<String, MentionSums> mentions = mentions(client, conversationId);
        return head.getLong("revision") == null
                ? new View(0, 0, 0, 0, standings, sums, mentions)
                : new View(
                        head.getLong("revision"),
                        head.getLong("head_seq"),
                        head.getLong("head_cseq"),
                        head.getInteger("member_count"),
                        standings,
                        sums,
                        mentions);
    }

    private static Map<String, MentionSums> mentions(SqlClient client, String conversationId) {
        Map<String, MentionSums> mentions = new HashMap<>();
        await(client.preparedQuery(MENTIONS).execute(Tuple.of(conversationId)))
                .forEach(row -> mentions.put(
                        MentionSums.key(row.getString("user_id"), row.getString("sender_id")),
                        new MentionSums(row.getLong("mentions"), row.getLong("seqs"), row.getLong("squares"))));
        return mentions;
    }

    private static Standing standing(Row row) {
        return new Standing(
                Optional.ofNullable(Role.forNumber(row.getInteger("role"))).orElse(Role.UNRECOGNIZED),
                row.getLong("joined_seq"),
                row.getLong("left_seq"),
                row.getLong("read_seq"),
                row.getLong("delivered_seq"),
                row.getBoolean("muted"),
                row.getBoolean("blocked"),
                row.getLong("pinned_ms"),
                row.getLong("archived_seq"),
                row.getBoolean("marked_unread"),
                row.getLong("own_version"),
                row.getLong("silenced_until_ms"),
                row.getLong("unread"),
                row.getLong("unread_mentions"));
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(ANSWER_MAX);
    }
}
