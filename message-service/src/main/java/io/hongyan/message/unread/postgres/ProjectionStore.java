package io.hongyan.message.unread.postgres;

import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Positions;
import io.hongyan.eventlog.Topics;
import io.hongyan.message.unread.Changes;
import io.hongyan.message.unread.Projection;
import io.hongyan.message.unread.Recorded;
import io.hongyan.proto.events.v1.Event;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Applies batches of events, each exactly once: rows and position move in one transaction. */
@ApplicationScoped
public class ProjectionStore {

    private static final Positions POSITIONS = new Positions("unread.position", Topics.EVENTS);
    private static final Changes NOTHING =
            new Changes(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), 0);

    private static final List<String> TABLES = List.of("conversation", "last_event", "member", "mention", "message");

    private final Pool pool;

    /** Over the service's database. */
    public ProjectionStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * Applies what of the batch nobody has applied yet, and answers what that changed.
     *
     * @throws io.hongyan.message.unread.RevisionGapException as failure, if an event is missing; nothing has changed
     */
    public Uni<Changes> apply(DecodedBatch<Event> batch) {
        return pool.withTransaction(transaction -> apply(transaction, batch));
    }

    /** The same within a transaction, in whatever tables it leads the names to. */
    static Uni<Changes> apply(SqlConnection transaction, DecodedBatch<Event> batch) {
        return POSITIONS.claim(transaction, batch).chain(claimed -> write(transaction, claimed));
    }

    /** The offsets at which to go on reading; 0 where nothing was read yet. */
    public Uni<Map<Integer, Long>> positions(Collection<Integer> partitions) {
        return POSITIONS.load(pool, partitions);
    }

    /** How far the projection is, as any instance has committed it; partitions that nobody was given yet are left out. */
    public Uni<Map<Integer, Long>> reached(Set<Integer> partitions) {
        return pool.preparedQuery("SELECT kafka_partition, next_offset FROM unread.position"
                        + " WHERE topic = $1 AND kafka_partition = ANY($2)")
                .execute(Tuple.of(Topics.EVENTS, partitions.toArray(Integer[]::new)))
                .map(rows -> {
                    Map<Integer, Long> offsets = new HashMap<>();
                    rows.forEach(row -> offsets.put(row.getInteger(0), row.getLong(1)));
                    return offsets;
                });
    }

    /**
     * Moves a position over offsets at which there is nothing to apply. Only from within them: whoever else moved it
     * since knows better.
     *
     * @param from the first of these offsets
     * @param to the next one after them
     */
    public Uni<Void> skip(int partition, long from, long to) {
        return pool.preparedQuery("UPDATE unread.position SET next_offset = $4"
                        + " WHERE topic = $1 AND kafka_partition = $2 AND next_offset >= $3 AND next_offset < $4")
                .execute(Tuple.of(Topics.EVENTS, partition, from, to))
                .replaceWithVoid();
    }

    /** The revisions of conversations; those that do not exist are left out. */
    public Uni<Map<String, Long>> revisions(Set<String> conversationIds) {
        return pool.preparedQuery("SELECT conversation_id, revision FROM unread.conversation"
                        + " WHERE conversation_id = ANY($1)")
                .execute(Tuple.of(conversationIds.toArray(String[]::new)))
                .map(rows -> {
                    Map<String, Long> revisions = new HashMap<>();
                    rows.forEach(row -> revisions.put(row.getString(0), row.getLong(1)));
                    return revisions;
                });
    }

    /**
     * Within a transaction that holds the position of the conversation's partition: the rows as they are to be, instead of
     * those that are there.
     *
     * @param all every row of the conversation
     */
    public static Uni<Void> replace(SqlConnection transaction, String conversationId, Changes all) {
        return Multi.createFrom()
                .iterable(TABLES)
                .onItem()
                .transformToUniAndConcatenate(table -> transaction
                        .preparedQuery("DELETE FROM unread." + table + " WHERE conversation_id = $1")
                        .execute(Tuple.of(conversationId)))
                .collect()
                .last()
                .chain(() -> write(transaction, all));
    }

    private static Uni<Changes> write(SqlConnection transaction, DecodedBatch<Event> claimed) {
        List<Event> events = claimed.values();
        if (events.isEmpty()) {
            return Uni.createFrom().item(NOTHING);
        }
        List<Recorded> records = claimed.records().stream()
                .map(logged -> new Recorded(logged.partition(), logged.offset(), logged.value()))
                .toList();
        return HeadRows.load(transaction, events)
                .chain(heads -> MemberRows.load(transaction, Projection.needed(heads, events))
                        .map(members -> Projection.apply(heads, members, records))
                        .call(changes -> write(transaction, changes)));
    }

    private static Uni<Void> write(SqlConnection transaction, Changes changes) {
        return HeadRows.save(transaction, changes.heads())
                .chain(() -> HeadRows.saveLastShown(transaction, changes.lastShown()))
                .chain(() -> MemberRows.save(transaction, changes.memberships()))
                .chain(() -> MessageRows.add(transaction, changes.messages()))
                .chain(() -> MentionRows.add(transaction, changes.mentions()))
                .chain(() -> MessageRows.recall(transaction, changes.recalled()))
                .chain(() -> MentionRows.recall(transaction, changes.recalled()));
    }
}
