package io.hongyan.history.archive.postgres;

import io.hongyan.history.archive.ArchiveChanges;
import io.hongyan.history.archive.ArchiveChanges.Membership;
import io.hongyan.history.archive.ArchiveChanges.PeriodChange;
import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.proto.events.v1.Event;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes a batch's changes within one transaction, in a handful of statements however long the batch is. */
final class ChangesWriter {

    private static final String ADD = """
            INSERT INTO events (conversation_id, seq, event)
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::bytea[]) ON CONFLICT DO NOTHING""";

    private static final String RECALLED = """
            SELECT e.conversation_id, e.seq, e.event
            FROM unnest($1::text[], $2::bigint[]) AS w (conversation_id, seq)
            JOIN events e ON e.conversation_id = w.conversation_id AND e.seq = w.seq""";

    private static final String REPLACE = """
            UPDATE events AS e SET event = w.event
            FROM unnest($1::text[], $2::bigint[], $3::bytea[]) AS w (conversation_id, seq, event)
            WHERE e.conversation_id = w.conversation_id AND e.seq = w.seq""";

    // A later period replaces an earlier one; the same one again only learns of its end.
    private static final String JOIN = """
            INSERT INTO periods AS p (conversation_id, user_id, joined_seq, left_seq)
            SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[])
            ON CONFLICT (conversation_id, user_id) DO UPDATE
            SET joined_seq = excluded.joined_seq, left_seq = excluded.left_seq
            WHERE excluded.joined_seq > p.joined_seq
               OR excluded.joined_seq = p.joined_seq AND p.left_seq IS NULL""";

    private static final String LEAVE = """
            UPDATE periods AS p SET left_seq = w.left_seq
            FROM unnest($1::text[], $2::text[], $3::bigint[]) AS w (conversation_id, user_id, left_seq)
            WHERE p.conversation_id = w.conversation_id AND p.user_id = w.user_id
              AND p.left_seq IS NULL AND p.joined_seq < w.left_seq""";

    private final SqlConnection transaction;

    ChangesWriter(SqlConnection transaction) {
        this.transaction = transaction;
    }

    Uni<Void> write(ArchiveChanges changes) {
        return store(ADD, changes.added())
                .chain(() -> strip(changes.recalled()))
                .chain(() -> join(changes.periods()))
                .chain(() -> leave(changes.periods()));
    }

    private Uni<Void> store(String statement, Map<Place, Event> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<String> conversations = new ArrayList<>(events.size());
        List<Long> seqs = new ArrayList<>(events.size());
        List<Buffer> encoded = new ArrayList<>(events.size());
        events.forEach((place, event) -> {
            conversations.add(place.conversationId());
            seqs.add(place.seq());
            encoded.add(Buffer.buffer(event.toByteArray()));
        });
        return execute(
                statement,
                Tuple.of(
                        conversations.toArray(String[]::new),
                        seqs.toArray(Long[]::new),
                        encoded.toArray(Buffer[]::new)));
    }

    private Uni<Void> strip(List<Place> recalled) {
        if (recalled.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return transaction
                .preparedQuery(RECALLED)
                .execute(Tuple.of(
                        recalled.stream().map(Place::conversationId).toArray(String[]::new),
                        recalled.stream().map(Place::seq).toArray(Long[]::new)))
                .chain(rows -> {
                    var stripped = new HashMap<Place, Event>();
                    for (Row row : rows) {
                        stripped.put(
                                new Place(row.getString("conversation_id"), row.getLong("seq")),
                                ArchiveChanges.withoutContent(ArchiveStore.parse(row.getBuffer("event"))));
                    }
                    return store(REPLACE, stripped);
                });
    }

    private Uni<Void> join(Map<Membership, PeriodChange> periods) {
        var joined = periods.entrySet().stream()
                .filter(period -> period.getValue().joinedSeq() != null)
                .toList();
        if (joined.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return execute(
                JOIN,
                Tuple.of(
                        joined.stream()
                                .map(period -> period.getKey().conversationId())
                                .toArray(String[]::new),
                        joined.stream().map(period -> period.getKey().userId()).toArray(String[]::new),
                        joined.stream()
                                .map(period -> period.getValue().joinedSeq())
                                .toArray(Long[]::new),
                        joined.stream()
                                .map(period -> period.getValue().leftSeq())
                                .toArray(Long[]::new)));
    }

    private Uni<Void> leave(Map<Membership, PeriodChange> periods) {
        var left = periods.entrySet().stream()
                .filter(period -> period.getValue().joinedSeq() == null)
                .toList();
        if (left.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return execute(
                LEAVE,
                Tuple.of(
                        left.stream()
                                .map(period -> period.getKey().conversationId())
                                .toArray(String[]::new),
                        left.stream().map(period -> period.getKey().userId()).toArray(String[]::new),
                        left.stream().map(period -> period.getValue().leftSeq()).toArray(Long[]::new)));
    }

    private Uni<Void> execute(String statement, Tuple parameters) {
        return transaction.preparedQuery(statement).execute(parameters).replaceWithVoid();
    }
}
