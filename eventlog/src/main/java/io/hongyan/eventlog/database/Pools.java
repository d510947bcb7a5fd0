package io.hongyan.eventlog.database;

import static java.util.Objects.requireNonNull;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes a service's pool, whose connections are given up when PostgreSQL is silent for too long; and, for statements that take as
 * long as they take, a second one that waits. TCP itself does not notice for many minutes that the other end is gone.
 */
@Singleton
public class Pools implements PgPoolCreator {

    private static final Duration SILENCE_MIN = Duration.ofSeconds(2);
    private static final int PATIENT_CONNECTIONS_MAX = 4;

    /**
     * Statements are parsed and planned once for each connection, perhaps while tables are still empty. All of them are made for
     * indexes: a plan that reads whole tables would be kept, and become slower with every row.
     */
    private static final Map<String, String> PLANNING = Map.of("enable_seqscan", "off", "jit", "off");

    private final Duration silenceMax;
    private final Instance<Pool> live;
    private @Nullable Input input;
    private @Nullable Pool patient;

    Pools(DatabaseConfig config, Instance<Pool> live) {
        this.live = live;
        silenceMax = config.silenceMax();
        if (silenceMax.compareTo(SILENCE_MIN) < 0) {
            throw new IllegalArgumentException(
                    "hongyan.database.silence-max must be at least 2 s, not %s.".formatted(silenceMax));
        }
    }

    @Override
    public synchronized Pool create(Input wanted) {
        input = wanted;
        int seconds = Math.toIntExact(silenceMax.toSeconds());
        List<PgConnectOptions> impatient = wanted.pgConnectOptionsList().stream()
                .map(options -> {
                    var copy = new PgConnectOptions(options);
                    copy.setReadIdleTimeout(seconds).setIdleTimeoutUnit(TimeUnit.SECONDS);
                    copy.setCachePreparedStatements(true).setPreparedStatementCacheSqlFilter(_ -> true);
                    PLANNING.forEach(copy::addProperty);
                    return copy;
                })
                .toList();
        // One that nobody needs goes before it is silent for too long: nobody is to get one that is just being given
        // up.
        PoolOptions bounded = new PoolOptions(wanted.poolOptions())
                .setIdleTimeout(seconds / 2)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        return pool(wanted.vertx(), impatient, bounded);
    }

    /** Another pool for the same database, with few connections, which wait for however long a statement takes. */
    public synchronized io.vertx.mutiny.sqlclient.Pool patient() {
        if (patient == null) {
            live.get().size(); // it is made when somebody uses it, and what it is made of is needed here
            Input known = requireNonNull(input);
            patient = pool(
                    known.vertx(),
                    known.pgConnectOptionsList(),
                    new PoolOptions(known.poolOptions()).setName("patient").setMaxSize(PATIENT_CONNECTIONS_MAX));
        }
        return io.vertx.mutiny.sqlclient.Pool.newInstance(patient);
    }

    @PreDestroy
    synchronized void close() {
        if (patient != null) {
            patient.close();
        }
    }

    private static Pool pool(Vertx vertx, List<? extends SqlConnectOptions> connections, PoolOptions options) {
        return PgBuilder.pool()
                .with(options)
                .connectingTo(List.copyOf(connections))
                .using(vertx)
                .build();
    }
}
