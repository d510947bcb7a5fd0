package io.hongyan.eventlog.rebuild;

import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.proto.rebuild.v1.Phase;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds a projection that is in PostgreSQL.
 *
 * <ol>
 *   <li>Takes the lock by which there is one rebuild of a projection at a time, and makes empty tables beside the live ones.
 *   <li>Reads the topic from its beginning, batch by batch, and applies it to them.
 *   <li>When that is almost where the live projection stands, holds back the live projection's writers, who take their
 *       turns on the table of positions, and catches up to exactly there.
 *   <li>Puts the tables in the place of the live ones, or takes a snapshot of both to compare; and lets the writers go on.
 * </ol>
 *
 * <p>Uses two connections of the pool. Where it is cut off, the live projection is as it was; the next rebuild cleans up.
 */
public final class TablesRebuild<T> implements Rebuilding {

    private static final Logger LOG = Logger.getLogger(TablesRebuild.class);

    /** So near to the live projection, in offsets, its writers may be held back for the rest: a few batches. */
    private static final long NEAR = 2_000;

    /**
     * How long to wait for locks, at first and at last. Readers queue behind who waits for one: hence briefly, and less than
     * after what PostgreSQL looks for a deadlock (1 s). Growing, because an autovacuum gives way only after that.
     */
    private static final Duration LOCK_WAIT_MIN = Duration.ofMillis(300);

    private static final Duration LOCK_WAIT_MAX = Duration.ofSeconds(3);
    private static final int LOCK_ATTEMPTS_MAX = 30;

    /** Lock not available, deadlock. */
    private static final Set<String> NOT_LOCKED = Set.of("55P03", "40P01");

    private final Pool pool;
    private final Map<String, Object> kafka;
    private final RebuiltProjection<T> projection;

    /**
     * Over the live projection's database.
     *
     * @param kafka the settings by which the log is reached
     */
    public TablesRebuild(Pool pool, Map<String, Object> kafka, RebuiltProjection<T> projection) {
        this.pool = pool;
        this.kafka = Map.copyOf(kafka);
        this.projection = projection;
    }

    @Override
    public List<TableDifferences> run(boolean compare, Watcher watcher) {
        try (var session = new Session(pool)) {
            lock(session);
            DeclaredTables.requireAll(session, projection);
            BesideTables.clean(session, projection);
            try (var gate = new Session(pool);
                    var reader = new TopicReader<T>(kafka, projection.name(), projection.topic(), this::decode)) {
                return new Run(session, gate, reader, BesideTables.create(session, projection), watcher)
                        .rebuild(compare);
            } finally {
                clean(session);
            }
        }
    }

    /** Tables of the database that are declared neither as rebuilt nor as kept. */
    public List<String> undeclaredTables() {
        try (var session = new Session(pool)) {
            return DeclaredTables.missing(session, projection);
        }
    }

    private DecodedBatch<T> decode(ConsumerRecords<String, byte[]> polled) {
        return DecodedBatch.of(polled, projection.parser(), projection.objection());
    }

    private void lock(Session session) {
        boolean isFree = session.rows(
                        "SELECT pg_try_advisory_lock(hashtextextended($1, 0))", "hongyan rebuild " + projection.name())
                .getFirst()
                .getBoolean(0);
        if (!isFree) {
            throw new RebuildException(RebuildException.Cause.BUSY, projection.name() + " is being rebuilt already.");
        }
    }

    private void clean(Session session) {
        try {
            session.run("ROLLBACK"); // of what failed, if anything did
            BesideTables.clean(session, projection);
        } catch (RuntimeException e) {
            LOG.warnf("What a rebuild has left goes with the next one: %s", e.getMessage());
        }
    }

    /** One rebuild under way. */
    private final class Run {

        private final Session session;
        private final Session gate;
        private final TopicReader<T> reader;
        private final BesideTables beside;
        private final Watcher watcher;

        Run(Session session, Session gate, TopicReader<T> reader, BesideTables beside, Watcher watcher) {
            this.session = session;
            this.gate = gate;
            this.reader = reader;
            this.beside = beside;
            this.watcher = watcher;
        }

        List<TableDifferences> rebuild(boolean compare) {
            session.rows(
                    "INSERT INTO " + beside.schema() + "." + projection.positions()
                            + " (topic, kafka_partition, next_offset) SELECT $1, unnest($2::int[]), 0",
                    projection.topic(),
                    reader.partitions().toArray(Integer[]::new));
            Map<Integer, Long> until = livePositions(session);
            reader.requireAll(until);
            catchUp(until, Phase.PHASE_READING);
            beside.analyze(session);
            return compare ? compared() : swapped();
        }

        private void catchUp(Map<Integer, Long> until, Phase phase) {
            while (reader.remaining(until) > 0) {
                if (watcher.isCancelled()) {
                    throw new RebuildException(RebuildException.Cause.CANCELLED, "The rebuild was cancelled.");
                }
                DecodedBatch<T> batch = reader.next(until);
                if (!batch.next().isEmpty()) {
                    apply(batch);
                }
                tell(phase, until);
            }
        }

        private void apply(DecodedBatch<T> batch) {
            var tables = new BesideConnection(session.connection(), projection.schema(), beside.schema());
            session.inTransaction(() -> {
                // Nothing but what is beside can be found, hence nothing live can be written.
                session.run("SET LOCAL search_path = " + beside.schema());
                projection.applying().apply(tables, batch).await().indefinitely();
            });
        }

        private void tell(Phase phase, Map<Integer, Long> until) {
            watcher.progress(
                    new Progress(phase, reader.read(), reader.read() + reader.remaining(until), reader.poison()));
        }

        private List<TableDifferences> swapped() {
            return withWritersHeldBack(() -> {
                beside.takePlace(gate, projection);
                gate.run("COMMIT");
                return List.of();
            });
        }

        /** Compares as of one moment; the writers wait only until that is held. */
        private List<TableDifferences> compared() {
            withWritersHeldBack(() -> {
                session.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
                session.run("SELECT 1");
                gate.run("ROLLBACK");
                return List.of();
            });
            watcher.progress(new Progress(Phase.PHASE_COMPARING, reader.read(), reader.read(), reader.poison()));
            List<TableDifferences> found = Comparison.of(session, projection, beside.schema());
            session.run("COMMIT");
            return found;
        }

        private List<TableDifferences> withWritersHeldBack(Supplier<List<TableDifferences>> work) {
            Duration wait = LOCK_WAIT_MIN;
            for (int attempt = 1; ; attempt++) {
                comeNear();
                try {
                    gate.run("BEGIN");
                    gate.run("SET LOCAL lock_timeout = " + wait.toMillis());
                    gate.run("LOCK TABLE " + livePositionsTable() + " IN EXCLUSIVE MODE"); // reading it goes on
                    Map<Integer, Long> until = livePositions(gate);
                    reader.requireAll(until);
                    catchUp(until, Phase.PHASE_SWAPPING);
                    requireSamePositions();
                    return work.get();
                } catch (RuntimeException e) {
                    gate.rollback(e);
                    if (!isNotLocked(e) || attempt == LOCK_ATTEMPTS_MAX) {
                        throw e;
                    }
                    LOG.infof("The live tables of %s are busy, trying again", projection.name());
                    pause(wait);
                    wait = min(wait.multipliedBy(2), LOCK_WAIT_MAX);
                }
            }
        }

        private void comeNear() {
            for (Map<Integer, Long> until = livePositions(session);
                    reader.remaining(until) > NEAR;
                    until = livePositions(session)) {
                catchUp(until, Phase.PHASE_READING);
            }
        }

        /** What must be true by now: both stand at the same offset of each partition. */
        private void requireSamePositions() {
            List<Row> different = session.rows(
                    """
                    SELECT kafka_partition FROM %s AS live FULL JOIN %s.%s AS beside USING (topic, kafka_partition)
                    WHERE COALESCE(live.next_offset, 0) <> COALESCE(beside.next_offset, 0) AND topic = $1
                    """.formatted(livePositionsTable(), beside.schema(), projection.positions()), projection.topic());
            if (!different.isEmpty()) {
                throw new IllegalStateException("The rebuilt " + projection.name()
                        + " does not stand where the live one does, in partition "
                        + different.getFirst().getInteger(0));
            }
        }

        private Map<Integer, Long> livePositions(Session asking) {
            Map<Integer, Long> positions = new HashMap<>();
            asking.rows(
                            "SELECT kafka_partition, next_offset FROM " + livePositionsTable() + " WHERE topic = $1",
                            projection.topic())
                    .forEach(row -> positions.put(row.getInteger(0), row.getLong(1)));
            return positions;
        }

        private String livePositionsTable() {
            return projection.schema() + "." + projection.positions();
        }
    }

    private static boolean isNotLocked(@Nullable Throwable failure) {
        return failure != null
                && (failure instanceof PgException refused && NOT_LOCKED.contains(refused.getSqlState())
                        || isNotLocked(failure.getCause()));
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void pause(Duration time) {
        try {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RebuildException(RebuildException.Cause.CANCELLED, "The rebuild was cancelled.");
        }
    }
}
