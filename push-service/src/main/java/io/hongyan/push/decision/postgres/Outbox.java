package io.hongyan.push.decision.postgres;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.proto.push.v1.PushDecision;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Decisions that are recorded but not yet on the topic. Each leaves when the broker has it: at least once, in order. */
@ApplicationScoped
public class Outbox {

    private static final long LOCK = 0x686f6e6779616eL; // any number that nobody else in this database locks

    private final Pool pool;

    Outbox(Pool pool) {
        this.pool = pool;
    }

    /**
     * A decision to be published.
     *
     * @param id its place in the order
     * @param userId the key of its record
     * @param decision what was decided
     * @param traceparent the trace it belongs to, if there is one
     */
    public record Entry(
            long id,
            String userId,
            PushDecision decision,
            @Nullable String traceparent) {}

    /**
     * Hands the oldest entries to a publisher, and removes them when it is done. One instance at a time, so that the
     * order is kept; others wait for their turn.
     *
     * @return how many there were; fewer than {@code max} means that there are no more
     */
    public Uni<Integer> publish(int max, Function<List<Entry>, Uni<Void>> publisher) {
        return pool.withTransaction(transaction -> transaction
                .preparedQuery("SELECT pg_advisory_xact_lock($1)")
                .execute(Tuple.of(LOCK))
                .chain(() -> oldest(transaction, max))
                .chain(entries -> entries.isEmpty()
                        ? Uni.createFrom().item(0)
                        : publisher
                                .apply(entries)
                                .chain(() -> remove(transaction, entries))
                                .replaceWith(entries.size())));
    }

    private static Uni<List<Entry>> oldest(SqlConnection transaction, int max) {
        return transaction
                .preparedQuery("SELECT id, user_id, decision, traceparent FROM decision_outbox ORDER BY id LIMIT $1")
                .execute(Tuple.of(max))
                .map(rows -> StreamSupport.stream(rows.spliterator(), false)
                        .map(Outbox::entry)
                        .toList());
    }

    private static Uni<Void> remove(SqlConnection transaction, List<Entry> entries) {
        Long[] ids = entries.stream().map(Entry::id).toArray(Long[]::new);
        return transaction
                .preparedQuery("DELETE FROM decision_outbox WHERE id = ANY($1)")
                .execute(Tuple.of(ids))
                .replaceWithVoid();
    }

    private static Entry entry(Row row) {
        return new Entry(
                row.getLong("id"),
                row.getString("user_id"),
                parse(row.getBuffer("decision").getBytes()),
                row.getString("traceparent"));
    }

    private static PushDecision parse(byte[] decision) {
        try {
            return PushDecision.parseFrom(decision);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("the outbox holds something that is not a decision", e);
        }
    }
}
