package io.hongyan.message.unread.postgres;

import com.google.protobuf.ByteString;
import io.hongyan.message.unread.Arrangement;
import io.hongyan.message.unread.CursorMove;
import io.hongyan.message.unread.Departure;
import io.hongyan.message.unread.Membership;
import io.hongyan.message.unread.MembershipId;
import io.hongyan.proto.events.v1.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table {@code member}. */
final class MemberRows {

    private static final String LOAD = """
            SELECT m.conversation_id, m.user_id, m.role, m.joined_seq, m.read_seq, m.delivered_seq, m.muted, m.blocked,
                   m.left_seq, m.left_ms, m.left_name, m.left_member_count, m.left_event,
                   m.moved_partition, m.moved_offset, m.moved_event,
                   m.pinned_ms, m.archived_seq, m.marked_unread, m.own_version, m.silenced_until_ms
            FROM unread.member m
            JOIN unnest($1::text[], $2::text[]) AS n (conversation_id, user_id) USING (conversation_id, user_id)
            """;

    private MemberRows() {}

    static Uni<Map<MembershipId, Membership>> load(SqlConnection transaction, Collection<MembershipId> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        List<MembershipId> wanted = List.copyOf(ids);
        return transaction
                .preparedQuery(LOAD)
                .execute(Tuple.from(List.of(
                        Columns.texts(wanted, MembershipId::conversationId),
                        Columns.texts(wanted, MembershipId::userId))))
                .map(rows -> {
                    Map<MembershipId, Membership> members = new HashMap<>();
                    rows.forEach(row -> {
                        Membership member = from(row);
                        members.put(member.id(), member);
                    });
                    return members;
                });
    }

    private static Membership from(Row row) {
        return new Membership(
                new MembershipId(row.getString("conversation_id"), row.getString("user_id")),
                role(row.getInteger("role")),
                row.getLong("joined_seq"),
                row.getLong("read_seq"),
                row.getLong("delivered_seq"),
                row.getBoolean("muted"),
                row.getBoolean("blocked"),
                departure(row),
                new Arrangement(
                        row.getLong("pinned_ms"),
                        row.getLong("archived_seq"),
                        row.getBoolean("marked_unread"),
                        row.getLong("own_version")),
                row.getLong("silenced_until_ms"),
                move(row));
    }

    private static @Nullable Departure departure(Row row) {
        if (row.getLong("left_seq") == null) {
            return null;
        }
        return new Departure(
                row.getLong("left_seq"),
                row.getLong("left_ms"),
                row.getString("left_name"),
                row.getInteger("left_member_count"),
                bytes(row, "left_event"));
    }

    /** What moved the cursor last, if the row says. */
    static @Nullable CursorMove move(Row row) {
        Integer partition = row.getInteger("moved_partition");
        return partition == null
                ? null
                : new CursorMove(partition, row.getLong("moved_offset"), bytes(row, "moved_event"));
    }

    private static ByteString bytes(Row row, String column) {
        return ByteString.copyFrom(row.getBuffer(column).getBytes());
    }

    /** A role as it is stored: by its number. */
    static Role role(int number) {
        Role role = Role.forNumber(number);
        return role == null ? Role.ROLE_UNSPECIFIED : role;
    }

    static Uni<Void> save(SqlConnection transaction, List<Membership> members) {
        if (members.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery("""
                        INSERT INTO unread.member AS m (conversation_id, user_id, role, joined_seq, read_seq,
                            delivered_seq, muted, blocked, left_seq, left_ms, left_name, left_member_count, left_event,
                            moved_partition, moved_offset, moved_event,
                            pinned_ms, archived_seq, marked_unread, own_version, silenced_until_ms)
                        SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::bigint[], $5::bigint[],
                            $6::bigint[], $7::boolean[], $8::boolean[], $9::bigint[], $10::bigint[], $11::text[],
                            $12::int[], $13::bytea[], $14::int[], $15::bigint[], $16::bytea[],
                            $17::bigint[], $18::bigint[], $19::boolean[], $20::bigint[], $21::bigint[])
                        ON CONFLICT (conversation_id, user_id) DO UPDATE SET role = EXCLUDED.role,
                            joined_seq = EXCLUDED.joined_seq, read_seq = EXCLUDED.read_seq,
                            delivered_seq = EXCLUDED.delivered_seq, muted = EXCLUDED.muted,
                            blocked = EXCLUDED.blocked, left_seq = EXCLUDED.left_seq, left_ms = EXCLUDED.left_ms,
                            left_name = EXCLUDED.left_name, left_member_count = EXCLUDED.left_member_count,
                            left_event = EXCLUDED.left_event, moved_partition = EXCLUDED.moved_partition,
                            moved_offset = EXCLUDED.moved_offset, moved_event = EXCLUDED.moved_event,
                            pinned_ms = EXCLUDED.pinned_ms, archived_seq = EXCLUDED.archived_seq,
                            marked_unread = EXCLUDED.marked_unread, own_version = EXCLUDED.own_version,
                            silenced_until_ms = EXCLUDED.silenced_until_ms
                        """)
                .execute(Tuple.from(List.of(
                        Columns.texts(members, member -> member.id().conversationId()),
                        Columns.texts(members, member -> member.id().userId()),
                        Columns.ints(members, member -> member.role().getNumber()),
                        Columns.longs(members, Membership::joinedSeq),
                        Columns.longs(members, Membership::readSeq),
                        Columns.longs(members, Membership::deliveredSeq),
                        Columns.flags(members, Membership::muted),
                        Columns.flags(members, Membership::blocked),
                        Columns.longs(members, left(Departure::seq)),
                        Columns.longs(members, left(Departure::timeMs)),
                        Columns.texts(members, left(Departure::name)),
                        Columns.ints(members, left(Departure::memberCount)),
                        buffers(members, left(Departure::event)),
                        Columns.ints(members, moved(CursorMove::partition)),
                        Columns.longs(members, moved(CursorMove::offset)),
                        buffers(members, moved(CursorMove::event)),
                        Columns.longs(members, arranged(Arrangement::pinnedMs)),
                        Columns.longs(members, arranged(Arrangement::archivedSeq)),
                        Columns.flags(members, arranged(Arrangement::markedUnread)),
                        Columns.longs(members, arranged(Arrangement::version)),
                        Columns.longs(members, Membership::silencedUntilMs))))
                .replaceWithVoid();
    }

    private static <V> Function<Membership, @Nullable V> left(Function<Departure, V> column) {
        return member -> {
            Departure left = member.left();
            return left == null ? null : column.apply(left);
        };
    }

    private static <V> Function<Membership, @Nullable V> moved(Function<CursorMove, V> column) {
        return member -> {
            CursorMove moved = member.moved();
            return moved == null ? null : column.apply(moved);
        };
    }

    private static <V> Function<Membership, V> arranged(Function<Arrangement, V> column) {
        return member -> column.apply(member.arrangement());
    }

    private static @Nullable Buffer[] buffers(
            List<Membership> members, Function<Membership, @Nullable ByteString> column) {
        return members.stream()
                .map(column)
                .map(bytes -> bytes == null ? null : Buffer.buffer(bytes.toByteArray()))
                .toArray(Buffer[]::new);
    }
}
