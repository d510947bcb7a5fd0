package io.hongyan.connector.watch.grpc;

import io.hongyan.connector.session.LiveSession;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** At most one timer for each session that watches somebody: the soonest that was asked for. */
@ApplicationScoped
class Rechecks {

    private record Timer(long id, Instant at) {}

    private final Map<String, Timer> timers = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final InstantSource clock = InstantSource.system();

    Rechecks(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Has a session checked within the given time, at a moment of its own so that not all come together. */
    void within(Duration time, LiveSession session, Consumer<LiveSession> check) {
        long max = Math.max(2, time.toMillis());
        long millis = ThreadLocalRandom.current().nextLong(max / 2, max);
        Instant at = clock.instant().plusMillis(millis);
        timers.compute(session.identity().sessionId(), (id, running) -> {
            if (running != null && running.at().isBefore(at)) {
                return running;
            }
            stop(running);
            return new Timer(
                    vertx.setTimer(millis, timer -> {
                        timers.computeIfPresent(id, (_, mine) -> mine.id() == timer ? null : mine);
                        check.accept(session);
                    }),
                    at);
        });
    }

    /** Does something once, when the time has passed. */
    void after(Duration time, Runnable what) {
        vertx.setTimer(Math.max(1, time.toMillis()), _ -> what.run());
    }

    void cancel(LiveSession session) {
        stop(timers.remove(session.identity().sessionId()));
    }

    private void stop(@Nullable Timer timer) {
        if (timer != null) {
            vertx.cancelTimer(timer.id());
        }
    }
}
