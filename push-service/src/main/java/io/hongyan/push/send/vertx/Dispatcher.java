package io.hongyan.push.send.vertx;

import io.hongyan.push.decision.Backoff;
import io.hongyan.push.decision.Taken;
import io.hongyan.push.decision.kafka.DecisionPublisher;
import io.hongyan.push.decision.postgres.AlertStore;
import io.hongyan.push.send.SendConfig;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Looks after alerts when they are due: takes them up, has them carried, and sleeps until the next one is due or somebody
 * wakes it. All of its state is seen by one event loop only; at most {@link SendConfig#batchesMax} batches are under way.
 */
@ApplicationScoped
public class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final Backoff PAUSES = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
    private static final long NONE = -1;

    private final AlertStore alerts;
    private final Courier courier;
    private final Outlet outlet;
    private final SendConfig config;
    private final InstantSource clock;
    private final Vertx vertx;
    private final Context context;

    private boolean running;
    private boolean looking;
    private boolean lookAgain;
    private int failures;
    private long timer = NONE;
    private Optional<Instant> wakeBy = Optional.empty();
    private final AtomicInteger batches = new AtomicInteger();
    private volatile Optional<Instant> next = Optional.empty();
    private volatile Optional<String> trouble = Optional.of("Has not looked for due alerts yet.");

    Dispatcher(
            AlertStore alerts,
            Courier courier,
            Recorder recorder,
            DecisionPublisher publisher,
            SendConfig config,
            InstantSource clock,
            Vertx vertx,
            MeterRegistry meters) {
        this.alerts = alerts;
        this.courier = courier;
        this.config = config;
        this.clock = clock;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.outlet = new Outlet(publisher, vertx, context);
        recorder.onRecorded(() -> context.runOnContext(ignored -> outlet.open()));
        recorder.onWaiting(due -> context.runOnContext(ignored -> wakeBy(due)));
        Gauge.builder("hongyan.push.batches.under.way", batches::get).register(meters);
        TimeGauge.builder("hongyan.push.alerts.overdue", () -> overdue().toMillis(), TimeUnit.MILLISECONDS)
                .description("How long the alert that is due longest has been due")
                .register(meters);
    }

    void onStart(@Observes StartupEvent started) {
        context.runOnContext(ignored -> {
            running = true;
            outlet.start();
            look();
        });
    }

    /** What is under way is left to itself: its results are recorded, or another instance takes it up after the lease. */
    void onStop(@Observes ShutdownEvent stopping) {
        context.runOnContext(ignored -> {
            running = false;
            outlet.stop();
            vertx.cancelTimer(timer);
        });
    }

    /** There may be something to look at. From any thread, as often as one likes. */
    public void wake() {
        context.runOnContext(ignored -> look());
    }

    /** What keeps it from looking after alerts; empty if all is well. */
    public Optional<String> trouble() {
        return trouble;
    }

    /** How long the alert that is due longest has been due, as far as is known. */
    public Duration overdue() {
        return next.map(due -> Duration.between(due, clock.instant()))
                .filter(Duration::isPositive)
                .orElse(Duration.ZERO);
    }

    private void look() {
        if (!running || looking || batches.get() == config.batchesMax()) {
            lookAgain = true; // whoever is busy looks when done
            return;
        }
        looking = true;
        lookAgain = false;
        wakeBy = Optional.empty(); // what was recorded until now is seen by the questions that follow
        Instant now = clock.instant();
        Instant until = now.plus(config.lease());
        alerts.take(now, until, config.batchSize())
                .subscribe()
                .with(taken -> context.runOnContext(ignored -> onTaken(taken, until)), this::onFailure);
    }

    private void onTaken(List<Taken> taken, Instant until) {
        if (!taken.isEmpty()) {
            begin(taken, until);
        }
        if (taken.size() >= config.batchSize()) {
            looking = false;
            look();
        } else {
            alerts.next().subscribe().with(due -> context.runOnContext(ignored -> sleep(due)), this::onFailure);
        }
    }

    private void begin(List<Taken> taken, Instant until) {
        batches.incrementAndGet();
        courier.carry(taken, until)
                .subscribe()
                .with(
                        done -> context.runOnContext(ignored -> onDone()),
                        failure -> context.runOnContext(ignored -> {
                            LOG.error("A batch of alerts was not carried out; its lease will end.", failure);
                            onDone();
                        }));
    }

    private void onDone() {
        batches.decrementAndGet();
        look();
    }

    /** Something is to be looked at then. It may have been recorded by a batch that was over before its providers answered. */
    private void wakeBy(Instant due) {
        if (wakeBy.isPresent() && !due.isBefore(wakeBy.get())) {
            return;
        }
        wakeBy = Optional.of(due);
        // While it looks, or tries to again, the database is asked when to wake, and knows of this.
        if (!looking && failures == 0 && next.map(due::isBefore).orElse(true)) {
            sleepUntil(wakeBy);
        }
    }

    private void sleep(Optional<Instant> found) {
        looking = false;
        failures = 0;
        trouble = Optional.empty();
        sleepUntil(Stream.concat(found.stream(), wakeBy.stream()).min(Comparator.naturalOrder()));
        if (lookAgain) {
            look();
        }
    }

    private void sleepUntil(Optional<Instant> due) {
        next = due;
        Duration untilDue = due.map(at -> Duration.between(clock.instant(), at)).orElse(config.sweepEvery());
        wakeAfter(untilDue.compareTo(config.sweepEvery()) < 0 ? untilDue : config.sweepEvery());
    }

    private void onFailure(Throwable failure) {
        context.runOnContext(ignored -> {
            looking = false;
            failures++;
            if (failures == 1) {
                LOG.error("Due alerts cannot be looked for; this is tried again with growing pauses.", failure);
            }
            trouble = Optional.of("Due alerts cannot be looked for: " + failure.getMessage());
            wakeAfter(PAUSES.pause(failures, ThreadLocalRandom.current().nextDouble()));
        });
    }

    private void wakeAfter(Duration pause) {
        vertx.cancelTimer(timer);
        timer = running ? vertx.setTimer(Math.max(1, pause.toMillis() + 1), ignored -> wake()) : NONE;
    }
}
