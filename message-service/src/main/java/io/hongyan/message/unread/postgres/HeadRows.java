package io.hongyan.message.unread.postgres;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.message.unread.Head;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.GroupRules;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables {@code conversation} and {@code last_event}. */
final class HeadRows {

    private HeadRows() {}

    static Uni<Map<String, Head>> load(SqlConnection transaction, List<Event> events) {
        String[] ids = events.stream().map(Event::getConversationId).distinct().toArray(String[]::new);
        return transaction
                .preparedQuery(
                        "SELECT conversation_id, name, owner_id, revision, head_seq, head_cseq, countable_seq,"
                                + " activity_ms, member_count, rules, timer_ms FROM unread.conversation WHERE conversation_id = ANY($1)")
                .execute(Tuple.of(ids))
                .map(rows -> {
                    Map<String, Head> heads = new HashMap<>();
                    rows.forEach(row -> heads.put(row.getString("conversation_id"), from(row)));
                    return heads;
                });
    }

    private static Head from(Row row) {
        return new Head(
                row.getString("conversation_id"),
                row.getString("name"),
                row.getString("owner_id"),
                row.getLong("revision"),
                row.getLong("head_seq"),
                row.getLong("head_cseq"),
                row.getLong("countable_seq"),
                row.getLong("activity_ms"),
                row.getInteger("member_count"),
                rules(row.getBuffer("rules").getBytes()),
                row.getLong("timer_ms"));
    }

    static GroupRules rules(byte[] encoded) {
        try {
            return GroupRules.parseFrom(encoded);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("Stored rules of a group are damaged.", e);
        }
    }

    static Uni<Void> save(SqlConnection transaction, List<Head> heads) {
        if (heads.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery("""
                        INSERT INTO unread.conversation AS c (conversation_id, name, owner_id, revision, head_seq,
                            head_cseq, countable_seq, activity_ms, member_count, rules, timer_ms)
                        SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[],
                            $6::bigint[], $7::bigint[], $8::bigint[], $9::int[], $10::bytea[], $11::bigint[])
                        ON CONFLICT (conversation_id) DO UPDATE SET name = EXCLUDED.name, owner_id = EXCLUDED.owner_id,
                            revision = EXCLUDED.revision, head_seq = EXCLUDED.head_seq, head_cseq = EXCLUDED.head_cseq,
                            countable_seq = EXCLUDED.countable_seq, activity_ms = EXCLUDED.activity_ms,
                            member_count = EXCLUDED.member_count, rules = EXCLUDED.rules,
                            timer_ms = EXCLUDED.timer_ms
                        """)
                .execute(Tuple.from(List.of(
                        Columns.texts(heads, Head::conversationId),
                        Columns.texts(heads, Head::name),
                        Columns.texts(heads, Head::ownerId),
                        Columns.longs(heads, Head::revision),
                        Columns.longs(heads, Head::headSeq),
                        Columns.longs(heads, Head::headCseq),
                        Columns.longs(heads, Head::countableSeq),
                        Columns.longs(heads, Head::activityMs),
                        Columns.ints(heads, Head::memberCount),
                        heads.stream()
                                .map(head -> Buffer.buffer(head.rules().toByteArray()))
                                .toArray(Buffer[]::new),
                        Columns.longs(heads, Head::timerMs))))
                .replaceWithVoid();
    }

    static Uni<Void> saveLastShown(SqlConnection transaction, List<Event> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Buffer[] encoded =
                events.stream().map(event -> Buffer.buffer(event.toByteArray())).toArray(Buffer[]::new);
        return transaction
                .preparedQuery("INSERT INTO unread.last_event (conversation_id, event)"
                        + " SELECT * FROM unnest($1::text[], $2::bytea[])"
                        + " ON CONFLICT (conversation_id) DO UPDATE SET event = EXCLUDED.event")
                .execute(Tuple.from(List.of(Columns.texts(events, Event::getConversationId), encoded)))
                .replaceWithVoid();
    }
}
