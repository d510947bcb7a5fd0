package io.hongyan.eventlog;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * How far a projection has come in a topic, kept in PostgreSQL beside the projection and moved in the same transaction
 * as its data, so that every record counts exactly once. The table has the columns {@code topic text},
 * {@code kafka_partition int}, {@code next_offset bigint} and the first two as its primary key.
 *
 * <p>Two consumers may believe to own a partition for a while. {@link #claim} makes them take turns on the row and gives
 * each only what the other has not applied: what a partition's records do to the data is the same whoever applies them.
 */
public final class Positions {

    private static final Logger LOG = Logger.getLogger(Positions.class);
    private static final Duration RETRY_FIRST = Duration.ofMillis(200);
    private static final Duration RETRY_LAST = Duration.ofSeconds(5);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    /** PostgreSQL, appendix A: lock_not_available. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private final String table;
    private final String topic;

    /**
     * Positions in one topic.
     *
     * @param table the table's name, a constant of the service: it becomes part of the SQL
     */
    public Positions(String table, String topic) {
        this.table = table;
        this.topic = topic;
    }

    /** The next offset to read in each of the given partitions; 0 where nothing was read yet. */
    public Uni<Map<Integer, Long>> load(SqlClient client, Collection<Integer> partitions) {
        Integer[] wanted = partitions.toArray(Integer[]::new);
        // The rows must exist before claim() locks them.
        return client.preparedQuery("INSERT INTO " + table + " (topic, kafka_partition, next_offset)"
                        + " SELECT $1, unnest($2::int[]), 0 ON CONFLICT DO NOTHING")
                .execute(Tuple.of(topic, wanted))
                .chain(() -> client.preparedQuery("SELECT kafka_partition, next_offset FROM " + table
                                + " WHERE topic = $1 AND kafka_partition = ANY($2)")
                        .execute(Tuple.of(topic, wanted)))
                .map(Positions::byPartition);
    }

    /**
     * Moves a consumer that was just given partitions to where the projection stands. Waits, and tries again while the
     * database does not answer, hence only for Kafka's polling thread, in a rebalance listener.
     *
     * @param timeout after which it fails; less than the consumer's {@code max.poll.interval.ms}
     */
    public void seek(Pool pool, Consumer<?, ?> consumer, Collection<TopicPartition> assigned, Duration timeout) {
        if (assigned.isEmpty()) {
            return;
        }
        load(pool, assigned.stream().map(TopicPartition::partition).toList())
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "The positions in %s cannot be read now, trying again: %s", table, failure.getMessage()))
                .onFailure()
                .retry()
                .withBackOff(RETRY_FIRST, RETRY_LAST)
                .indefinitely()
                .await()
                .atMost(timeout)
                .forEach((partition, offset) -> consumer.seek(new TopicPartition(topic, partition), offset));
    }

    /**
     * Within a transaction: takes hold of the batch's partitions, moves their positions behind the batch, and answers
     * what of the batch is still to be applied in this very transaction. Fails if a position was never loaded.
     */
    public <T> Uni<DecodedBatch<T>> claim(SqlConnection transaction, DecodedBatch<T> batch) {
        Integer[] partitions = batch.next().keySet().toArray(Integer[]::new);
        Long[] next = batch.next().values().toArray(Long[]::new);
        return transaction
                .preparedQuery("SELECT kafka_partition, next_offset FROM " + table
                        + " WHERE topic = $1 AND kafka_partition = ANY($2) ORDER BY kafka_partition FOR UPDATE")
                .execute(Tuple.of(topic, partitions))
                .map(Positions::byPartition)
                .chain(stored -> {
                    if (stored.size() != partitions.length) {
                        return Uni.createFrom()
                                .failure(new IllegalStateException("positions of " + topic + " "
                                        + batch.next().keySet() + " in " + table + ", but found only those of "
                                        + stored.keySet()));
                    }
                    return transaction
                            .preparedQuery("UPDATE " + table + " AS p SET next_offset = GREATEST(p.next_offset, n.next)"
                                    + " FROM unnest($2::int[], $3::bigint[]) AS n (kafka_partition, next)"
                                    + " WHERE p.topic = $1 AND p.kafka_partition = n.kafka_partition")
                            .execute(Tuple.of(topic, partitions, next))
                            .replaceWith(() -> batch.from(stored::get));
                });
    }

    /** How far the projection is in each partition of which something was applied. Waits. */
    public Map<Integer, Long> applied(SqlClient client) {
        return byPartition(await(client.preparedQuery(
                        "SELECT kafka_partition, next_offset FROM " + table + " WHERE topic = $1 AND next_offset > 0")
                .execute(Tuple.of(topic))));
    }

    /**
     * Does something while nobody moves the projection of a partition, in one transaction: all of it, or if it fails, nothing.
     * Waits, hence not for an event loop.
     *
     * @param lockMax how long to wait for those who are moving it
     * @param work gets the transaction, and the offset before which every record has been applied, and no other
     * @return empty if it did not stand still within {@code lockMax}
     */
    public <T> Optional<T> whileStanding(
            Pool pool, int partition, Duration lockMax, BiFunction<SqlConnection, Long, T> work) {
        SqlConnection connection = await(pool.getConnection());
        try {
            Transaction transaction = await(connection.begin());
            try {
                await(connection
                        .query("SET LOCAL lock_timeout = " + lockMax.toMillis())
                        .execute());
                Map<Integer, Long> position = byPartition(await(connection
                        .preparedQuery("SELECT kafka_partition, next_offset FROM " + table
                                + " WHERE topic = $1 AND kafka_partition = $2 FOR UPDATE")
                        .execute(Tuple.of(topic, partition))));
                T result = work.apply(connection, position.getOrDefault(partition, 0L));
                await(transaction.commit());
                return Optional.of(result);
            } catch (RuntimeException e) {
                transaction.rollback().subscribe().with(done -> {}, gone -> e.addSuppressed(gone));
                if (e instanceof PgException refused && LOCK_NOT_AVAILABLE.equals(refused.getSqlState())) {
                    return Optional.empty();
                }
                throw e;
            }
        } finally {
            connection.close().subscribe().with(done -> {}, gone -> {}); // closed all the same
        }
    }

    private static <T> T await(Uni<T> answer) {
        return answer.await().atMost(ANSWER_MAX);
    }

    private static Map<Integer, Long> byPartition(RowSet<Row> rows) {
        Map<Integer, Long> offsets = new HashMap<>();
        rows.forEach(row -> offsets.put(row.getInteger("kafka_partition"), row.getLong("next_offset")));
        return offsets;
    }
}
