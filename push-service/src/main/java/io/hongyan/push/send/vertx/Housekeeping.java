package io.hongyan.push.send.vertx;

import io.hongyan.push.decision.DecisionConfig;
import io.hongyan.push.decision.postgres.AlertStore;
import io.hongyan.push.decision.postgres.Retention;
import io.hongyan.push.send.SendConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** What is done rarely: old decisions go, and those that are pending are counted. */
@ApplicationScoped
class Housekeeping {

    private static final Logger LOG = Logger.getLogger(Housekeeping.class);

    private final Retention retention;
    private final AlertStore alerts;
    private final DecisionConfig decision;
    private final SendConfig config;
    private final InstantSource clock;
    private final Vertx vertx;
    private volatile long pending;

    Housekeeping(
            Retention retention,
            AlertStore alerts,
            DecisionConfig decision,
            SendConfig config,
            InstantSource clock,
            Vertx vertx,
            MeterRegistry meters) {
        this.retention = retention;
        this.alerts = alerts;
        this.decision = decision;
        this.config = config;
        this.clock = clock;
        this.vertx = vertx;
        Gauge.builder("hongyan.push.alerts.pending", () -> pending).register(meters);
    }

    void onStart(@Observes StartupEvent started) {
        count();
        vertx.setPeriodic(config.sweepEvery().toMillis(), ignored -> count());
        vertx.setPeriodic(config.cleanEvery().toMillis(), ignored -> clean());
    }

    private void count() {
        alerts.pending()
                .subscribe()
                .with(count -> pending = count, failure -> LOG.debug("Pending alerts were not counted.", failure));
    }

    private void clean() {
        retention
                .clean(clock.instant().minus(decision.keptFor()))
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warn("Old decisions were not removed; the next time will do.", failure));
    }
}
