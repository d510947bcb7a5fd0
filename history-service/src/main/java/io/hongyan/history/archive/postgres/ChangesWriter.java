package io.hongyan.history.archive.postgres;

import static io.hongyan.eventlog.database.Columns.column;

import io.hongyan.history.archive.ArchiveChanges;
import io.hongyan.history.archive.ArchiveChanges.Membership;
import io.hongyan.history.archive.ArchiveChanges.PeriodChange;
import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.history.archive.ArchiveChanges.Reaction;
import io.hongyan.history.archive.ArchiveChanges.ReactionChange;
import io.hongyan.history.archive.Keeping;
import io.hongyan.history.archive.Revision.Edit;
import io.hongyan.history.search.postgres.SearchRows;
import io.hongyan.proto.events.v1.Event;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Writes a batch's changes within one transaction, in a handful of statements however long the batch is. */
final class ChangesWriter {

    private static final String ADD = """
            INSERT INTO events (conversation_id, seq, event)
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::bytea[]) ON CONFLICT DO NOTHING
            RETURNING conversation_id, seq""";

    // Messages, and of each the last edit: no other one says anything.
    private static final String TARGETS = """
            WITH w AS (SELECT * FROM unnest($1::text[], $2::bigint[]) AS w (conversation_id, seq))
            SELECT e.conversation_id, e.seq, e.event
            FROM w JOIN events e ON e.conversation_id = w.conversation_id AND e.seq = w.seq
            UNION ALL
            SELECT e.conversation_id, e.seq, e.event
            FROM w
            CROSS JOIN LATERAL (
                SELECT max(d.seq) AS seq FROM edits d
                WHERE d.conversation_id = w.conversation_id AND d.target_seq = w.seq) AS last
            JOIN events e ON e.conversation_id = w.conversation_id AND e.seq = last.seq""";

    private static final String REPLACE = """
            UPDATE events AS e SET event = w.event
            FROM unnest($1::text[], $2::bigint[], $3::bytea[]) AS w (conversation_id, seq, event)
            WHERE e.conversation_id = w.conversation_id AND e.seq = w.seq""";

    private static final String EDIT = """
            INSERT INTO edits (conversation_id, target_seq, seq, time_ms)
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[]) ON CONFLICT DO NOTHING""";

    private static final String REACT = """
            INSERT INTO reactions AS r (conversation_id, target_seq, user_id, emoji, present, seq)
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::boolean[], $6::bigint[])
            ON CONFLICT (conversation_id, target_seq, user_id, emoji) DO UPDATE
            SET present = excluded.present, seq = excluded.seq WHERE excluded.seq > r.seq""";

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
    private final PastWriter past;

    ChangesWriter(SqlConnection transaction, Keeping keeping) {
        this.transaction = transaction;
        this.past = new PastWriter(transaction, keeping);
    }

    Uni<Void> write(ArchiveChanges changes) {
        return events(changes)
                .chain(() -> past.outdate(changes.reactions()))
                .chain(() -> past.add(changes.pastReactions()))
                .chain(() -> react(changes.reactions()))
                .chain(() -> join(changes.periods()))
                .chain(() -> leave(changes.periods()));
    }

    private Uni<Void> events(ArchiveChanges changes) {
        Set<Place> targets = changes.targets();
        if (targets.isEmpty()) {
            return add(changes.added());
        }
        return stored(targets)
                .map(changes::revised)
                .chain(revision -> add(revision.added())
                        .chain(() -> replace(revision.replaced()))
                        .chain(() -> edit(revision.edits()))
                        .chain(() -> past.keep(revision.versions()))
                        .chain(() -> past.forget(revision.gone())));
    }

    /** Only of events that were not stored before is it written what they can be found by: others may have changed since. */
    private Uni<Void> add(Map<Place, Event> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return store(ADD, events)
                .chain(added -> SearchRows.add(
                        transaction,
                        added.stream()
                                .map(row -> Objects.requireNonNull(
                                        events.get(new Place(row.getString("conversation_id"), row.getLong("seq")))))
                                .toList()));
    }

    private Uni<Void> replace(Map<Place, Event> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<Event> messages =
                events.values().stream().filter(Event::hasMessageSent).toList();
        return store(REPLACE, events).chain(() -> SearchRows.replace(transaction, messages));
    }

    private Uni<RowSet<Row>> store(String statement, Map<Place, Event> events) {
        List<String> conversations = new ArrayList<>(events.size());
        List<Long> seqs = new ArrayList<>(events.size());
        List<Buffer> encoded = new ArrayList<>(events.size());
        events.forEach((place, event) -> {
            conversations.add(place.conversationId());
            seqs.add(place.seq());
            encoded.add(Buffer.buffer(event.toByteArray()));
        });
        return transaction
                .preparedQuery(statement)
                .execute(Tuple.of(
                        conversations.toArray(String[]::new),
                        seqs.toArray(Long[]::new),
                        encoded.toArray(Buffer[]::new)));
    }

    private Uni<Map<Place, Event>> stored(Set<Place> targets) {
        return transaction
                .preparedQuery(TARGETS)
                .execute(Tuple.of(
                        column(targets, Place::conversationId, String[]::new),
                        column(targets, Place::seq, Long[]::new)))
                .map(rows -> {
                    var stored = new HashMap<Place, Event>();
                    for (Row row : rows) {
                        stored.put(
                                new Place(row.getString("conversation_id"), row.getLong("seq")),
                                ArchiveStore.parse(row.getBuffer("event")));
                    }
                    return stored;
                });
    }

    private Uni<Void> edit(List<Edit> edits) {
        if (edits.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return execute(
                EDIT,
                Tuple.of(
                        column(edits, edit -> edit.target().conversationId(), String[]::new),
                        column(edits, edit -> edit.target().seq(), Long[]::new),
                        column(edits, Edit::seq, Long[]::new),
                        column(edits, Edit::timeMs, Long[]::new)));
    }

    private Uni<Void> react(Map<Reaction, ReactionChange> reactions) {
        if (reactions.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var changed = reactions.entrySet();
        return execute(
                REACT,
                Tuple.of(
                        column(changed, it -> it.getKey().target().conversationId(), String[]::new),
                        column(changed, it -> it.getKey().target().seq(), Long[]::new),
                        column(changed, it -> it.getKey().userId(), String[]::new),
                        column(changed, it -> it.getKey().emoji(), String[]::new),
                        column(changed, it -> it.getValue().present(), Boolean[]::new),
                        column(changed, it -> it.getValue().seq(), Long[]::new)));
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
                        column(joined, period -> period.getKey().conversationId(), String[]::new),
                        column(joined, period -> period.getKey().userId(), String[]::new),
                        column(joined, period -> period.getValue().joinedSeq(), Long[]::new),
                        column(joined, period -> period.getValue().leftSeq(), Long[]::new)));
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
                        column(left, period -> period.getKey().conversationId(), String[]::new),
                        column(left, period -> period.getKey().userId(), String[]::new),
                        column(left, period -> period.getValue().leftSeq(), Long[]::new)));
    }

    private Uni<Void> execute(String statement, Tuple parameters) {
        return transaction.preparedQuery(statement).execute(parameters).replaceWithVoid();
    }
}
