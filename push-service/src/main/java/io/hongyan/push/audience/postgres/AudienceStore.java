package io.hongyan.push.audience.postgres;

import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Logged;
import io.hongyan.eventlog.Positions;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.push.audience.Changes;
import io.hongyan.push.audience.Incoming;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Who is in which conversation, and the alerts that messages open. A batch, whatever its size, is one transaction of a
 * few statements, and moves the position with it.
 */
@ApplicationScoped
public class AudienceStore {

    private static final Duration SEEK_MAX = Duration.ofSeconds(20);

    private static final String KNOW = """
            INSERT INTO conversation (conversation_id, revision) SELECT unnest($1::text[]), 0
            ON CONFLICT (conversation_id) DO NOTHING
            """;
    private static final String APPLIED = """
            SELECT conversation_id, revision FROM conversation WHERE conversation_id = ANY($1)
            ORDER BY conversation_id FOR UPDATE
            """;

    private static final Positions POSITIONS = new Positions("projection_position", Topics.EVENTS);

    private final Pool pool;

    AudienceStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * What a batch did.
     *
     * @param opened how many alerts were opened, or messages by which some were
     * @param forgotten how many were too old for it to be known whether they had
     */
    public record Applied(int opened, int forgotten) {}

    /** Moves a consumer to where this projection stands. Waits: for Kafka's polling thread only. */
    public void seek(Consumer<?, ?> consumer, Collection<TopicPartition> assigned) {
        POSITIONS.seek(pool, consumer, assigned, SEEK_MAX);
    }

    /**
     * When what a batch opens is to be looked at.
     *
     * @param alerts alerts of messages
     * @param clears silent ones
     * @param oldest what is from before opens none
     */
    public record Times(Instant alerts, Instant clears, Instant oldest) {}

    /** Applies what of a batch was not applied before. */
    public Uni<Applied> apply(DecodedBatch<Event> batch, Times times) {
        return pool.withTransaction(transaction -> POSITIONS
                .claim(transaction, batch)
                .chain(rest -> rest.records().isEmpty()
                        ? Uni.createFrom().item(new Applied(0, 0))
                        : revisions(transaction, rest.values()).chain(applied -> {
                            Changes changes = Changes.of(incoming(rest), applied, times.oldest());
                            return write(transaction, changes, times)
                                    .map(opened -> new Applied(opened, changes.forgotten()));
                        })));
    }

    /**
     * Applies to the audience alone what of a batch was not applied before, in whatever tables the names lead the
     * transaction to: opens no alert and touches none.
     */
    static Uni<Integer> rebuild(SqlConnection transaction, DecodedBatch<Event> batch) {
        return POSITIONS
                .claim(transaction, batch)
                .chain(rest -> rest.records().isEmpty()
                        ? Uni.createFrom().item(0)
                        : revisions(transaction, rest.values())
                                // All messages are from before: the oldest that counts is never.
                                .map(applied -> Changes.of(incoming(rest), applied, Instant.MAX))
                                .chain(changes -> audience(transaction, changes)));
    }

    private static List<Incoming> incoming(DecodedBatch<Event> batch) {
        return batch.records().stream().map(AudienceStore::incoming).toList();
    }

    private static Incoming incoming(Logged<Event> logged) {
        return new Incoming(logged.value(), logged.traceparent());
    }

    private static Uni<Map<String, Long>> revisions(SqlConnection transaction, List<Event> events) {
        String[] conversations = events.stream()
                .map(Event::getConversationId)
                .distinct()
                .sorted() // one order for all, so that nobody waits in a circle
                .toArray(String[]::new);
        return transaction
                .preparedQuery(KNOW)
                .execute(Tuple.of(conversations))
                .chain(() -> transaction.preparedQuery(APPLIED).execute(Tuple.of(conversations)))
                .map(rows -> {
                    Map<String, Long> applied = new HashMap<>();
                    rows.forEach(row -> applied.put(row.getString("conversation_id"), row.getLong("revision")));
                    return applied;
                });
    }

    /** The order matters: members before what is said of them, messages before they are edited, and those before they are taken back. */
    private static Uni<Integer> write(SqlConnection transaction, Changes changes, Times times) {
        return audience(transaction, changes)
                .chain(() -> Statements.alerts(transaction, changes, times.alerts()))
                .call(() -> Statements.edits(transaction, changes))
                .call(() -> Statements.recalls(transaction, changes))
                .chain(opened -> Statements.amends(transaction, changes, times.clears(), times.oldest())
                        .map(amends -> opened + amends))
                .chain(opened ->
                        Statements.clears(transaction, changes, times.clears()).map(clears -> opened + clears));
    }

    private static Uni<Integer> audience(SqlConnection transaction, Changes changes) {
        return Statements.revisions(transaction, changes)
                .chain(() -> Statements.memberships(transaction, changes))
                .chain(() -> Statements.mutes(transaction, changes))
                .chain(() -> Statements.cursors(transaction, changes));
    }
}
