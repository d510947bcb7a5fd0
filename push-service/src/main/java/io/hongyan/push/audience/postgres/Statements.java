package io.hongyan.push.audience.postgres;

import static java.time.ZoneOffset.UTC;

import io.hongyan.push.audience.Alertable;
import io.hongyan.push.audience.Changes;
import io.hongyan.push.audience.Cursors;
import io.hongyan.push.audience.Edit;
import io.hongyan.push.audience.MemberId;
import io.hongyan.push.audience.Membership;
import io.hongyan.push.audience.Reading;
import io.hongyan.push.audience.Recall;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The statements that write a batch's changes: one for each kind of change, whatever the number of rows. */
final class Statements {

    private static final String REVISIONS = """
            UPDATE conversation c SET revision = n.revision, name = COALESCE(n.name, c.name)
            FROM unnest($1::text[], $2::bigint[], $3::text[]) AS n (conversation_id, revision, name)
            WHERE c.conversation_id = n.conversation_id
            """;
    // As Membership.after: who left, and came before this batch, keeps the seq of coming.
    private static final String MEMBERSHIPS = """
            INSERT INTO member AS m (conversation_id, user_id, present, joined_seq)
            SELECT * FROM unnest($1::text[], $2::text[], $3::boolean[], $4::bigint[])
            ON CONFLICT (conversation_id, user_id) DO UPDATE SET present = excluded.present,
                joined_seq = CASE WHEN excluded.joined_seq > 0 THEN excluded.joined_seq ELSE m.joined_seq END
            """;
    private static final String MUTES = """
            UPDATE member m SET muted = n.muted
            FROM unnest($1::text[], $2::text[], $3::boolean[]) AS n (conversation_id, user_id, muted)
            WHERE m.conversation_id = n.conversation_id AND m.user_id = n.user_id
            """;
    private static final String CURSORS = """
            UPDATE member m SET read_seq = GREATEST(m.read_seq, n.read), seen_seq = GREATEST(m.seen_seq, n.seen)
            FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[]) AS n (conversation_id, user_id, read, seen)
            WHERE m.conversation_id = n.conversation_id AND m.user_id = n.user_id
            """;
    private static final String EDITS = """
            UPDATE alert_message m SET body = n.body
            FROM unnest($1::text[], $2::bigint[], $3::text[]) AS n (conversation_id, seq, body)
            WHERE m.conversation_id = n.conversation_id AND m.seq = n.seq AND NOT m.recalled
            """;
    private static final String RECALLS = """
            UPDATE alert_message m SET recalled = true, body = ''
            FROM unnest($1::text[], $2::bigint[]) AS n (conversation_id, seq)
            WHERE m.conversation_id = n.conversation_id AND m.seq = n.seq
            """;

    // For devices that were told of the message, or are being told of it just now; and for those whose badge may count
    // it though they were not: the alert of another message, which may be on its way just now, had the badge of a
    // moment at which it was there. Recalls from before $5 change nothing: whether they did is no longer known.
    private static final String AMENDS = """
            WITH recall AS (
                SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::timestamptz[])
                AS n (conversation_id, seq, revision, at) WHERE n.at >= $5::timestamptz),
            shown AS (
                UPDATE alert a SET recalled = true FROM recall r
                WHERE a.conversation_id = r.conversation_id AND a.seq = r.seq AND a.told_at IS NOT NULL
                RETURNING a.conversation_id, a.seq, a.user_id, a.device_id),
            concerned AS (
                SELECT * FROM shown
                UNION SELECT a.conversation_id, a.seq, a.user_id, a.device_id FROM alert a JOIN recall r
                    ON a.conversation_id = r.conversation_id AND a.seq = r.seq
                WHERE a.decided_at IS NULL AND a.taken_until IS NOT NULL AND a.kind = 'MESSAGE'
                UNION SELECT r.conversation_id, r.seq, d.user_id, d.device_id FROM recall r
                JOIN member p ON p.conversation_id = r.conversation_id AND p.present AND NOT p.muted
                    AND p.joined_seq <= r.seq AND p.read_seq < r.seq
                JOIN device d ON d.user_id = p.user_id AND d.provider <> 'WEB_PUSH'
                WHERE d.badge > 0 OR EXISTS (
                    SELECT FROM alert a WHERE a.user_id = d.user_id AND a.device_id = d.device_id
                        AND a.decided_at IS NULL AND a.taken_until IS NOT NULL AND a.kind = 'MESSAGE'))
            INSERT INTO alert (decision_id, kind, conversation_id, revision, seq, user_id, device_id, event_at, due_at)
            SELECT decision_id(r.conversation_id, r.revision, c.user_id, c.device_id), 'RECALL', r.conversation_id,
                r.revision, r.seq, c.user_id, c.device_id, r.at, $6::timestamptz
            FROM recall r JOIN concerned c ON c.conversation_id = r.conversation_id AND c.seq = r.seq
            ON CONFLICT (decision_id) DO NOTHING
            """;

    // For devices that show something, or are being sent it just now, of whatever conversation, and can be sent
    // something that they do not show. What is to be taken off a device already takes this along.
    private static final String CLEARS = """
            INSERT INTO alert (decision_id, kind, conversation_id, revision, seq, user_id, device_id, event_at, due_at)
            SELECT decision_id(r.conversation_id, r.revision, d.user_id, d.device_id), 'CLEAR', r.conversation_id,
                r.revision, r.seq, d.user_id, d.device_id, r.at,
                COALESCE((
                    SELECT min(a.due_at) FROM alert a WHERE a.user_id = d.user_id AND a.device_id = d.device_id
                        AND a.decided_at IS NULL AND a.taken_until IS NULL AND a.kind = 'CLEAR'), $7::timestamptz)
            FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::timestamptz[])
                AS r (conversation_id, user_id, device_id, seq, revision, at)
            JOIN device d ON d.user_id = r.user_id AND d.device_id <> r.device_id AND d.provider <> 'WEB_PUSH'
            WHERE d.badge > 0 OR EXISTS (
                SELECT FROM alert a WHERE a.user_id = d.user_id AND a.device_id = d.device_id
                    AND a.decided_at IS NULL AND a.taken_until IS NOT NULL AND a.kind = 'MESSAGE')
            ON CONFLICT (decision_id) DO NOTHING
            """;

    // Members without devices fall out in the join. Words are kept of messages that opened an alert, and of no others.
    private static final String ALERTS = """
            WITH message AS (
                SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::text[], $5::text[], $6::timestamptz[],
                    $7::text[], $9::text[], $10::boolean[])
                AS m (conversation_id, revision, seq, sender_id, body, event_at, traceparent, mentions, mentions_everyone)),
            opened AS (
                INSERT INTO alert (decision_id, conversation_id, revision, seq, user_id, device_id, event_at, due_at)
                SELECT decision_id(m.conversation_id, m.revision, d.user_id, d.device_id), m.conversation_id, m.revision,
                    m.seq, d.user_id, d.device_id, m.event_at, $8::timestamptz
                FROM message m
                JOIN member p ON p.conversation_id = m.conversation_id AND p.present AND p.joined_seq <= m.seq
                    AND p.user_id <> m.sender_id
                JOIN device d ON d.user_id = p.user_id
                ON CONFLICT (decision_id) DO NOTHING
                RETURNING conversation_id, seq)
            INSERT INTO alert_message (conversation_id, seq, sender_id, body, traceparent, mentions, mentions_everyone)
            SELECT conversation_id, seq, sender_id, body, traceparent, string_to_array(mentions, ','), mentions_everyone
            FROM message
            WHERE (conversation_id, seq) IN (SELECT conversation_id, seq FROM opened)
            ON CONFLICT (conversation_id, seq) DO NOTHING
            """;

    private Statements() {}

    static Uni<Integer> revisions(SqlConnection transaction, Changes changes) {
        var revisions = changes.revisions().entrySet();
        return run(
                transaction,
                REVISIONS,
                Tuple.of(
                        column(revisions, String[]::new, e -> e.getKey()),
                        column(revisions, Long[]::new, e -> e.getValue()),
                        column(revisions, String[]::new, e -> changes.names().get(e.getKey()))));
    }

    static Uni<Integer> memberships(SqlConnection transaction, Changes changes) {
        var members = changes.memberships().keySet();
        var memberships = changes.memberships().values();
        return members.isEmpty()
                ? none()
                : run(
                        transaction,
                        MEMBERSHIPS,
                        who(members)
                                .addValue(column(memberships, Boolean[]::new, Membership::present))
                                .addValue(column(memberships, Long[]::new, Membership::joinedSeq)));
    }

    static Uni<Integer> mutes(SqlConnection transaction, Changes changes) {
        var mutes = changes.mutes();
        return mutes.isEmpty()
                ? none()
                : run(
                        transaction,
                        MUTES,
                        who(mutes.keySet()).addValue(column(mutes.values(), Boolean[]::new, muted -> muted)));
    }

    static Uni<Integer> cursors(SqlConnection transaction, Changes changes) {
        var cursors = changes.cursors();
        return cursors.isEmpty()
                ? none()
                : run(
                        transaction,
                        CURSORS,
                        who(cursors.keySet())
                                .addValue(column(cursors.values(), Long[]::new, Cursors::read))
                                .addValue(column(cursors.values(), Long[]::new, Cursors::seen)));
    }

    /** Answers how many messages opened alerts. */
    static Uni<Integer> alerts(SqlConnection transaction, Changes changes, Instant due) {
        var messages = changes.messages();
        return messages.isEmpty()
                ? none()
                : run(
                        transaction,
                        ALERTS,
                        Tuple.tuple()
                                .addValue(column(messages, String[]::new, Alertable::conversationId))
                                .addValue(column(messages, Long[]::new, Alertable::revision))
                                .addValue(column(messages, Long[]::new, Alertable::seq))
                                .addValue(column(messages, String[]::new, Alertable::senderId))
                                .addValue(column(messages, String[]::new, Alertable::body))
                                .addValue(column(
                                        messages,
                                        OffsetDateTime[]::new,
                                        message -> message.at().atOffset(UTC)))
                                .addValue(column(messages, String[]::new, Alertable::traceparent))
                                .addValue(due.atOffset(UTC))
                                // No id has a comma; who is no user of ours is nobody.
                                .addValue(column(
                                        messages, String[]::new, message -> String.join(",", message.mentions())))
                                .addValue(column(messages, Boolean[]::new, Alertable::mentionsEveryone)));
    }

    /** Answers how many devices are to be told that a message was taken back. */
    static Uni<Integer> amends(SqlConnection transaction, Changes changes, Instant due, Instant oldest) {
        var recalls = changes.recalls();
        return recalls.isEmpty()
                ? none()
                : run(
                        transaction,
                        AMENDS,
                        Tuple.tuple()
                                .addValue(column(recalls, String[]::new, Recall::conversationId))
                                .addValue(column(recalls, Long[]::new, Recall::seq))
                                .addValue(column(recalls, Long[]::new, Recall::revision))
                                .addValue(column(
                                        recalls,
                                        OffsetDateTime[]::new,
                                        recall -> recall.at().atOffset(UTC)))
                                .addValue(oldest.atOffset(UTC))
                                .addValue(due.atOffset(UTC)));
    }

    /** Answers how many devices are to be told that their user has read elsewhere. */
    static Uni<Integer> clears(SqlConnection transaction, Changes changes, Instant due) {
        var readings = changes.readings();
        return readings.isEmpty()
                ? none()
                : run(
                        transaction,
                        CLEARS,
                        who(readings.stream().map(Reading::member).toList())
                                .addValue(column(readings, String[]::new, Reading::deviceId))
                                .addValue(column(readings, Long[]::new, Reading::seq))
                                .addValue(column(readings, Long[]::new, Reading::revision))
                                .addValue(column(
                                        readings,
                                        OffsetDateTime[]::new,
                                        reading -> reading.at().atOffset(UTC)))
                                .addValue(due.atOffset(UTC)));
    }

    static Uni<Integer> edits(SqlConnection transaction, Changes changes) {
        var edits = changes.edits();
        return edits.isEmpty()
                ? none()
                : run(
                        transaction,
                        EDITS,
                        Tuple.of(
                                column(edits, String[]::new, Edit::conversationId),
                                column(edits, Long[]::new, Edit::seq),
                                column(edits, String[]::new, Edit::body)));
    }

    static Uni<Integer> recalls(SqlConnection transaction, Changes changes) {
        var recalls = changes.recalls();
        return recalls.isEmpty()
                ? none()
                : run(
                        transaction,
                        RECALLS,
                        Tuple.of(
                                column(recalls, String[]::new, Recall::conversationId),
                                column(recalls, Long[]::new, Recall::seq)));
    }

    private static Tuple who(Collection<MemberId> members) {
        return Tuple.tuple()
                .addValue(column(members, String[]::new, MemberId::conversationId))
                .addValue(column(members, String[]::new, MemberId::userId));
    }

    private static <R, T> Object column(Collection<R> rows, IntFunction<T[]> array, Function<R, @Nullable T> value) {
        return rows.stream().map(value).toArray(array);
    }

    private static Uni<Integer> run(SqlConnection transaction, String statement, Tuple parameters) {
        return transaction.preparedQuery(statement).execute(parameters).map(rows -> rows.rowCount());
    }

    private static Uni<Integer> none() {
        return Uni.createFrom().item(0);
    }
}
