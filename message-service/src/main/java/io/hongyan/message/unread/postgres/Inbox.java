package io.hongyan.message.unread.postgres;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.proto.conversations.v1.Conversation;
import io.hongyan.proto.conversations.v1.UnreadCount;
import io.hongyan.proto.events.EditedWords;
import io.hongyan.proto.events.v1.Event;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Users' conversations with their counts. Each answer is of one moment: one statement. */
@ApplicationScoped
public class Inbox {

    // For each who asks the same look-ups as for one alone. What devices have is one list, of which each has a part.
    // Mentions are looked up for the page only, and where something is unread: OFFSET 0 has that be asked first.
    private static final String LIST = """
            SELECT asked.place, answer.*
            FROM unnest($1::text[], $2::bigint[], $3::text[], $4::bigint[], $5::int[], $6::int[]) WITH ORDINALITY
                AS asked (user_id, after_ms, after_id, page_size, known_from, known_to, place)
            CROSS JOIN LATERAL (
                WITH mine AS MATERIALIZED (
                    SELECT user_id, conversation_id, name, head_seq, first_seq, read_seq, unread, muted, blocked, role,
                           member_count, activity_ms, has_left, left_event, pinned_ms, archived_seq, marked_unread,
                           own_version, silenced_until_ms
                    FROM unread.inbox WHERE user_id = asked.user_id),
                total AS (
                    SELECT COALESCE(SUM(unread) FILTER (WHERE NOT muted), 0)::bigint AS unread_total,
                           COALESCE(SUM(head_seq), 0)::bigint AS head_sum,
                           COUNT(*) AS conversation_count
                    FROM mine),
                page AS (
                    SELECT mine.*
                    FROM mine
                    LEFT JOIN unnest(
                            ($7::text[])[asked.known_from:asked.known_to],
                            ($8::bigint[])[asked.known_from:asked.known_to],
                            ($9::bigint[])[asked.known_from:asked.known_to])
                        AS known (conversation_id, seq, own_version) USING (conversation_id)
                    WHERE (known.seq IS NULL OR mine.head_seq > known.seq OR mine.own_version > known.own_version)
                      AND (asked.after_ms IS NULL
                           OR (mine.activity_ms, mine.conversation_id) < (asked.after_ms, asked.after_id))
                    ORDER BY mine.activity_ms DESC, mine.conversation_id DESC
                    LIMIT asked.page_size)
                SELECT total.*, page.*, COALESCE(page.left_event, last.event) AS shown, c.rules, c.timer_ms,
                       peer.read_seq AS peer_read_seq, peer.delivered_seq AS peer_delivered_seq,
                       named.unread_mentions, named.mention_seqs
                FROM total
                LEFT JOIN page ON true
                LEFT JOIN unread.conversation AS c ON c.conversation_id = page.conversation_id
                    AND (length(c.rules) > 0 OR c.timer_ms > 0) AND NOT page.has_left
                LEFT JOIN unread.last_event AS last ON last.conversation_id = page.conversation_id
                LEFT JOIN unread.member AS peer ON page.conversation_id LIKE 'd:%'
                    AND peer.conversation_id = page.conversation_id AND peer.user_id <> page.user_id
                LEFT JOIN LATERAL (
                    SELECT i.unread_mentions, i.mention_seqs FROM unread.inbox AS i
                    WHERE page.unread > 0 AND i.conversation_id = page.conversation_id AND i.user_id = page.user_id
                    OFFSET 0) AS named ON true) AS answer
            ORDER BY asked.place, answer.activity_ms DESC, answer.conversation_id DESC
            """;

    private static final String UNREAD = """
            WITH mine AS MATERIALIZED (
                SELECT conversation_id, unread, read_seq, head_seq, muted FROM unread.inbox WHERE user_id = $1)
            SELECT (SELECT COALESCE(SUM(unread) FILTER (WHERE NOT muted), 0)::bigint FROM mine) AS unread_total,
                   mine.conversation_id, mine.unread, mine.read_seq, mine.head_seq
            FROM (VALUES (1)) AS once
            LEFT JOIN mine ON mine.conversation_id = ANY($2)
            """;

    private static final String TOTALS = "SELECT user_id, SUM(unread)::bigint AS unread_total FROM unread.inbox"
            + " WHERE user_id = ANY($1) AND NOT muted GROUP BY user_id";

    private static final String PINS = "SELECT conversation_id FROM unread.member"
            + " WHERE user_id = $1 AND pinned_ms > 0 ORDER BY pinned_ms DESC, conversation_id LIMIT $2";

    private final Pool pool;

    /** Over the service's database. */
    public Inbox(Pool pool) {
        this.pool = pool;
    }

    /**
     * A place in a list that is ordered by activity, latest first.
     *
     * @param activityMs the time of the latest event of the conversation before it
     * @param conversationId that conversation
     */
    public record Place(long activityMs, String conversationId) {}

    /**
     * A page of a user's conversations, and sums over all of them.
     *
     * @param conversations latest first
     * @param next where the next page begins; null at the end
     */
    public record Page(
            List<Conversation> conversations,
            @Nullable Place next,
            long unreadTotal,
            long headSum,
            long conversationCount) {}

    /**
     * What somebody has of a conversation.
     *
     * @param seq the head
     * @param ownVersion the version of the user's own state; null if that does not matter
     */
    public record Known(long seq, @Nullable Long ownVersion) {}

    /**
     * What somebody asks for.
     *
     * @param known conversations to leave out unless something is beyond what is known
     * @param after where to begin; null for the latest
     * @param pageSize how many at most, at least 1
     */
    public record Wanted(
            String userId,
            Map<String, Known> known,
            @Nullable Place after,
            int pageSize) {

        private @Nullable Long afterMs() {
            return after == null ? null : after.activityMs();
        }

        private @Nullable String afterId() {
            return after == null ? null : after.conversationId();
        }
    }

    /** Lists conversations for each who asks, in that order. */
    public Uni<List<Page>> list(List<Wanted> all) {
        List<Map.Entry<String, Known>> known = new ArrayList<>();
        List<Integer> knownFrom = new ArrayList<>();
        List<Integer> knownTo = new ArrayList<>();
        for (Wanted wanted : all) {
            knownFrom.add(known.size() + 1); // PostgreSQL counts from 1
            known.addAll(wanted.known().entrySet());
            knownTo.add(known.size());
        }
        var parameters = Tuple.tuple()
                .addArrayOfString(Columns.texts(all, Wanted::userId))
                .addArrayOfLong(Columns.longs(all, Wanted::afterMs))
                .addArrayOfString(Columns.texts(all, Wanted::afterId))
                .addArrayOfLong(Columns.longs(all, wanted -> wanted.pageSize() + 1L)) // one more: is there a next page?
                .addArrayOfInteger(Columns.ints(knownFrom, from -> from))
                .addArrayOfInteger(Columns.ints(knownTo, to -> to))
                .addArrayOfString(Columns.texts(known, Map.Entry::getKey))
                .addArrayOfLong(Columns.longs(known, it -> it.getValue().seq()))
                .addArrayOfLong(Columns.longs(known, it -> it.getValue().ownVersion()));
        return pool.preparedQuery(LIST).execute(parameters).map(rows -> pages(rows, all));
    }

    private static List<Page> pages(RowSet<Row> rows, List<Wanted> all) {
        List<List<Row>> byPlace = new ArrayList<>();
        all.forEach(_ -> byPlace.add(new ArrayList<>()));
        rows.forEach(row -> byPlace.get(row.getLong("place").intValue() - 1).add(row));
        List<Page> pages = new ArrayList<>();
        for (int place = 0; place < all.size(); place++) {
            pages.add(page(byPlace.get(place), all.get(place).pageSize()));
        }
        return pages;
    }

    /** There is always a row, for the sums. */
    private static Page page(List<Row> rows, int pageSize) {
        List<Conversation> conversations = new ArrayList<>();
        Place last = null;
        Place next = null;
        for (Row row : rows) {
            if (row.getString("conversation_id") == null) {
                break; // no conversation on this page: a row of sums alone
            }
            if (conversations.size() == pageSize) {
                next = last;
                break;
            }
            conversations.add(conversation(row));
            last = new Place(row.getLong("activity_ms"), row.getString("conversation_id"));
        }
        Row sums = rows.getFirst();
        return new Page(
                conversations,
                next,
                sums.getLong("unread_total"),
                sums.getLong("head_sum"),
                sums.getLong("conversation_count"));
    }

    private static Conversation conversation(Row row) {
        Long peerRead = row.getLong("peer_read_seq");
        Long peerDelivered = row.getLong("peer_delivered_seq");
        Buffer rules = row.getBuffer("rules");
        Conversation.Builder conversation = Conversation.newBuilder()
                .setConversationId(row.getString("conversation_id"))
                .setName(row.getString("name"))
                .setHeadSeq(row.getLong("head_seq"))
                .setFirstSeq(row.getLong("first_seq"))
                .setReadSeq(row.getLong("read_seq"))
                .setUnread(row.getLong("unread"))
                .setMuted(row.getBoolean("muted"))
                .setBlocked(row.getBoolean("blocked"))
                .setRole(MemberRows.role(row.getInteger("role")))
                .setMemberCount(row.getInteger("member_count"))
                .setLastEvent(EditedWords.seenFrom(event(row.getBuffer("shown")), row.getLong("first_seq")))
                .setPeerReadSeq(peerRead == null ? 0 : peerRead)
                .setPeerDeliveredSeq(peerDelivered == null ? 0 : peerDelivered)
                .setLeft(row.getBoolean("has_left"))
                .setPinnedMs(row.getLong("pinned_ms"))
                .setArchivedSeq(row.getLong("archived_seq"))
                .setMarkedUnread(row.getBoolean("marked_unread"))
                .setOwnVersion(row.getLong("own_version"))
                .setSilencedUntilMs(row.getLong("silenced_until_ms"));
        @Nullable Long[] mentions = row.getArrayOfLongs("mention_seqs");
        if (mentions != null) {
            conversation.setUnreadMentions(row.getLong("unread_mentions")).addAllMentionSeqs(List.of(mentions));
        }
        if (rules != null && rules.length() > 0) {
            conversation.setRules(HeadRows.rules(rules.getBytes()));
        }
        Long timer = row.getLong("timer_ms");
        if (timer != null) {
            conversation.setTimerMs(timer);
        }
        return conversation.build();
    }

    /** Never a recalled message: recalling is an event of its own, and a later one. */
    private static Event event(Buffer encoded) {
        try {
            return Event.parseFrom(encoded.getBytes());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("A stored event is damaged.", e);
        }
    }

    /**
     * Counts of some conversations, and of all.
     *
     * @param counts by conversation; those in which the user never was are missing
     * @param total in all that are not muted
     */
    public record Counts(Map<String, UnreadCount> counts, long total) {}

    /** Counts what a user has not read. */
    public Uni<Counts> unread(String userId, List<String> conversationIds) {
        return pool.preparedQuery(UNREAD)
                .execute(Tuple.of(userId, conversationIds.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, UnreadCount> counts = new HashMap<>();
                    for (Row row : rows) {
                        String id = row.getString("conversation_id");
                        if (id != null) {
                            counts.put(id, count(row, id));
                        }
                    }
                    return new Counts(counts, rows.iterator().next().getLong("unread_total"));
                });
    }

    private static UnreadCount count(Row row, String conversationId) {
        return UnreadCount.newBuilder()
                .setConversationId(conversationId)
                .setUnread(row.getLong("unread"))
                .setReadSeq(row.getLong("read_seq"))
                .setHeadSeq(row.getLong("head_seq"))
                .build();
    }

    /** The badges of users; those who have no conversation are missing. */
    public Uni<Map<String, Long>> totals(List<String> userIds) {
        return pool.preparedQuery(TOTALS)
                .execute(Tuple.of(userIds.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Long> totals = new HashMap<>();
                    rows.forEach(row -> totals.put(row.getString("user_id"), row.getLong("unread_total")));
                    return totals;
                });
    }

    /** The conversations that a user has pinned, the last one first. */
    public Uni<List<String>> pins(String userId, int max) {
        return pool.preparedQuery(PINS).execute(Tuple.of(userId, max)).map(rows -> {
            List<String> pins = new ArrayList<>();
            rows.forEach(row -> pins.add(row.getString(0)));
            return pins;
        });
    }
}
