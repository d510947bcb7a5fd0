package io.hongyan.history.audit.postgres;

import static io.hongyan.eventlog.database.Columns.column;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.eventlog.Positions;
import io.hongyan.eventlog.Topics;
import io.hongyan.history.archive.ArchiveChanges.Membership;
import io.hongyan.history.archive.ArchiveChanges.Place;
import io.hongyan.history.archive.ArchiveChanges.Reaction;
import io.hongyan.history.archive.ArchiveChanges.ReactionChange;
import io.hongyan.history.archive.Keeping;
import io.hongyan.history.archive.Period;
import io.hongyan.history.archive.Revision.Edit;
import io.hongyan.history.archive.VersionsConfig;
import io.hongyan.history.audit.Repair;
import io.hongyan.history.audit.Slice;
import io.hongyan.history.audit.Stored;
import io.hongyan.history.audit.Stored.Past;
import io.hongyan.history.search.postgres.SearchRows;
import io.hongyan.proto.events.v1.Event;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What is audited, as it is stored. Waits for the database, hence not for event loops. */
@ApplicationScoped
public class AuditStore {

    private static final Positions POSITIONS = new Positions("archive_positions", Topics.EVENTS);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    private static final String EVENTS = """
            SELECT e.conversation_id, e.seq, e.event
            FROM unnest($1::text[], $2::bigint[]) AS w (conversation_id, seq)
            JOIN events e ON e.conversation_id = w.conversation_id AND e.seq = w.seq""";
    private static final String EDITS = """
            SELECT e.conversation_id, e.seq, e.event
            FROM unnest($1::text[], $2::bigint[]) AS w (conversation_id, seq)
            JOIN edits d ON d.conversation_id = w.conversation_id AND d.target_seq = w.seq
            JOIN events e ON e.conversation_id = w.conversation_id AND e.seq = d.seq""";
    private static final String REACTIONS = """
            SELECT r.conversation_id, r.target_seq, r.user_id, r.emoji, r.present, r.seq
            FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[]) AS w (conversation_id, seq, user_id, emoji)
            JOIN reactions r ON r.conversation_id = w.conversation_id AND r.target_seq = w.seq
                AND r.user_id = w.user_id AND r.emoji = w.emoji""";
    private static final String PERIODS = """
            SELECT p.conversation_id, p.user_id, p.joined_seq, p.left_seq
            FROM unnest($1::text[], $2::text[]) AS w (conversation_id, user_id)
            JOIN periods p ON p.conversation_id = w.conversation_id AND p.user_id = w.user_id""";
    private static final String AFTER =
            "SELECT event FROM events WHERE conversation_id = $1 AND seq > $2 ORDER BY seq LIMIT $3";
    private static final String WRITE_EVENTS = """
            INSERT INTO events AS e (conversation_id, seq, event)
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::bytea[])
            ON CONFLICT (conversation_id, seq) DO UPDATE SET event = excluded.event""";
    private static final String WRITE_PERIODS = """
            INSERT INTO periods AS p (conversation_id, user_id, joined_seq, left_seq)
            SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[])
            ON CONFLICT (conversation_id, user_id) DO UPDATE
            SET joined_seq = excluded.joined_seq, left_seq = excluded.left_seq""";
    private static final String WRITE_EDITS = """
            INSERT INTO edits (conversation_id, target_seq, seq, time_ms)
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::bigint[])
            ON CONFLICT (conversation_id, target_seq, seq) DO UPDATE SET time_ms = excluded.time_ms""";
    private static final String WRITE_REACTIONS = """
            INSERT INTO reactions (conversation_id, target_seq, user_id, emoji, present, seq)
            SELECT * FROM unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::boolean[], $6::bigint[])
            ON CONFLICT (conversation_id, target_seq, user_id, emoji) DO UPDATE
            SET present = excluded.present, seq = excluded.seq""";

    private final Pool pool;
    private final Keeping keeping;

    /** Over the service's database. */
    public AuditStore(Pool pool, VersionsConfig versions) {
        this.pool = pool;
        this.keeping = Keeping.of(versions);
    }

    /** How far the archive is in each partition of which something was applied. */
    public Map<Integer, Long> positions() {
        return POSITIONS.applied(pool);
    }

    /** The archive as it is, which may be of several moments while events are applied. */
    public Rows rows() {
        return new Rows(pool, keeping);
    }

    /**
     * Does something while the archive of a partition stands still, in one transaction: all of it, or if it fails, nothing.
     *
     * @param lockMax how long to wait for those who are moving it
     * @param work gets the rows, and the offset before which every event has been applied, and no other
     * @return empty if it did not stand still within {@code lockMax}
     */
    public <T> Optional<T> whileStanding(int partition, Duration lockMax, Function<Standstill, T> work) {
        return POSITIONS.whileStanding(
                pool,
                partition,
                lockMax,
                (transaction, position) -> work.apply(new Standstill(new Rows(transaction, keeping), position)));
    }

    /**
     * A partition's rows while nothing moves them.
     *
     * @param rows the rows
     * @param position the events before this offset, and no others, have been applied
     */
    public record Standstill(Rows rows, long position) {}

    /** The rows, for reading and for repair. */
    public static final class Rows {

        private final SqlClient client;
        private final Keeping keeping;
        private final PastRows past;

        private Rows(SqlClient client, Keeping keeping) {
            this.client = client;
            this.keeping = keeping;
            this.past = new PastRows(client, ANSWER_MAX);
        }

        /** What is stored of what a slice tells of. */
        public Stored of(Slice slice) {
            Set<Place> targets = new HashSet<>(slice.takenBack());
            targets.addAll(slice.edited());
            Set<Place> messages = new HashSet<>(targets);
            messages.addAll(slice.messages());
            Set<Place> places = new HashSet<>(slice.shown().keySet());
            places.addAll(targets);
            Map<Place, Event> events = new HashMap<>(events(EVENTS, places));
            if (!targets.isEmpty()) {
                events.putAll(events(EDITS, targets));
            }
            Set<Membership> memberships = slice.memberships();
            Map<Membership, Period> periods = new HashMap<>();
            run(
                            PERIODS,
                            column(memberships, Membership::conversationId, String[]::new),
                            column(memberships, Membership::userId, String[]::new))
                    .forEach(row -> periods.put(
                            new Membership(row.getString("conversation_id"), row.getString("user_id")),
                            new Period(row.getLong("joined_seq"), row.getLong("left_seq"))));
            return new Stored(
                    events,
                    periods,
                    past.edits(messages),
                    reactions(slice.reactions().keySet()),
                    unsearchable(events),
                    new Past(
                            keeping,
                            past.versions(messages),
                            past.reactions(slice.reactions().keySet())));
        }

        private Set<Place> unsearchable(Map<Place, Event> events) {
            Set<Place> unsearchable = new HashSet<>();
            List<Event> inPlace = events.entrySet().stream()
                    .filter(stored -> isAt(stored.getKey(), stored.getValue()))
                    .map(Map.Entry::getValue)
                    .toList();
            await(SearchRows.different(client, inPlace))
                    .forEach(event -> unsearchable.add(new Place(event.getConversationId(), event.getSeq())));
            return unsearchable;
        }

        /** Where the bytes at a place are those of another event, that is what is wrong, and is to be mended first. */
        private static boolean isAt(Place place, Event event) {
            return event.getConversationId().equals(place.conversationId()) && event.getSeq() == place.seq();
        }

        private Map<Reaction, ReactionChange> reactions(Set<Reaction> told) {
            Map<Reaction, ReactionChange> reactions = new HashMap<>();
            if (!told.isEmpty()) {
                run(
                                REACTIONS,
                                column(told, it -> it.target().conversationId(), String[]::new),
                                column(told, it -> it.target().seq(), Long[]::new),
                                column(told, Reaction::userId, String[]::new),
                                column(told, Reaction::emoji, String[]::new))
                        .forEach(row -> reactions.put(
                                new Reaction(target(row), row.getString("user_id"), row.getString("emoji")),
                                new ReactionChange(row.getBoolean("present"), row.getLong("seq"))));
            }
            return reactions;
        }

        private static Place target(Row row) {
            return new Place(row.getString("conversation_id"), row.getLong("target_seq"));
        }

        private Map<Place, Event> events(String statement, Set<Place> places) {
            Map<Place, Event> events = new HashMap<>();
            run(
                            statement,
                            column(places, Place::conversationId, String[]::new),
                            column(places, Place::seq, Long[]::new))
                    .forEach(row ->
                            events.put(new Place(row.getString("conversation_id"), row.getLong("seq")), parse(row)));
            return events;
        }

        /** The events of a conversation after a seq, so many at most. */
        public List<Event> after(String conversationId, long seq, int max) {
            List<Event> events = new ArrayList<>();
            await(client.preparedQuery(AFTER).execute(Tuple.of(conversationId, seq, (long) max)))
                    .forEach(row -> events.add(parse(row)));
            return events;
        }

        /** Writes rows anew. */
        public void write(Repair repair) {
            Set<Map.Entry<Place, Event>> events = repair.events().entrySet();
            Set<Map.Entry<Membership, Period>> periods = repair.periods().entrySet();
            run(
                    WRITE_EVENTS,
                    column(events, it -> it.getKey().conversationId(), String[]::new),
                    column(events, it -> it.getKey().seq(), Long[]::new),
                    column(events, it -> Buffer.buffer(it.getValue().toByteArray()), Buffer[]::new));
            List<Event> searchable = new ArrayList<>(repair.events().values());
            searchable.addAll(repair.searchable().values());
            await(SearchRows.replace(client, searchable));
            run(
                    WRITE_PERIODS,
                    column(periods, it -> it.getKey().conversationId(), String[]::new),
                    column(periods, it -> it.getKey().userId(), String[]::new),
                    column(periods, it -> it.getValue().joinedSeq(), Long[]::new),
                    column(periods, it -> it.getValue().leftSeq(), Long[]::new));
            Set<Map.Entry<Reaction, ReactionChange>> reactions =
                    repair.reactions().entrySet();
            run(
                    WRITE_EDITS,
                    column(repair.edits(), it -> it.target().conversationId(), String[]::new),
                    column(repair.edits(), it -> it.target().seq(), Long[]::new),
                    column(repair.edits(), Edit::seq, Long[]::new),
                    column(repair.edits(), Edit::timeMs, Long[]::new));
            run(
                    WRITE_REACTIONS,
                    column(reactions, it -> it.getKey().target().conversationId(), String[]::new),
                    column(reactions, it -> it.getKey().target().seq(), Long[]::new),
                    column(reactions, it -> it.getKey().userId(), String[]::new),
                    column(reactions, it -> it.getKey().emoji(), String[]::new),
                    column(reactions, it -> it.getValue().present(), Boolean[]::new),
                    column(reactions, it -> it.getValue().seq(), Long[]::new));
            past.write(repair.past());
        }

        private RowSet<Row> run(String statement, Object... columns) {
            return await(client.preparedQuery(statement).execute(Tuple.from(columns)));
        }
    }

    /** Bytes that are no event are an event that nobody sent. */
    private static Event parse(Row row) {
        try {
            return Event.parseFrom(row.getBuffer("event").getBytes());
        } catch (InvalidProtocolBufferException e) {
            return Event.getDefaultInstance();
        }
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(ANSWER_MAX);
    }
}
