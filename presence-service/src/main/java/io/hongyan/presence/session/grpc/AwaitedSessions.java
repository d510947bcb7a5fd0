package io.hongyan.presence.session.grpc;

import io.hongyan.presence.session.LiveSession;
import io.hongyan.presence.session.SessionConfig;
import io.hongyan.presence.session.SessionWaiters;
import io.hongyan.presence.session.redis.UserStore;
import io.hongyan.presence.slot.redis.LeaseStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;

/**
 * Waits until sessions can be located. What this process applies wakes the caller at once; what another instance applies
 * is found in Redis by looking from time to time, less and less often: not at once, when there is mostly nothing yet. All look at
 * the same moments, and where they were called, so that Redis is asked once for many.
 */
@ApplicationScoped
class AwaitedSessions {

    /** How the waiting ended. */
    enum End {
        /** The session can be located. */
        APPLIED,
        /** Not in time. */
        LATE,
        /** There was no room to wait. */
        FULL
    }

    private static final Duration PAUSE_MIN = Duration.ofMillis(40);
    private static final Duration PAUSE_MAX = Duration.ofMillis(320);

    private final UserStore users;
    private final LeaseStore leases;
    private final SessionWaiters waiters;
    private final SessionConfig config;
    private final Vertx vertx;
    private final MeterRegistry meters;

    AwaitedSessions(
            UserStore users,
            LeaseStore leases,
            SessionWaiters waiters,
            SessionConfig config,
            Vertx vertx,
            MeterRegistry meters) {
        this.users = users;
        this.leases = leases;
        this.waiters = waiters;
        this.config = config;
        this.vertx = vertx;
        this.meters = meters;
    }

    Uni<End> await(String userId, String sessionId, long version) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample sample = Timer.start(meters);
            Uni<End> woken = Uni.createFrom().emitter(emitter -> join(userId, sessionId, version, emitter));
            return Uni.join()
                    .first(woken, lookAfter(PAUSE_MIN, userId, sessionId, version))
                    .toTerminate()
                    .ifNoItem()
                    .after(config.awaitMax())
                    .recoverWithItem(End.LATE)
                    .invoke(end -> sample.stop(meters.timer(
                            "hongyan.session.await", "end", end.name().toLowerCase(Locale.ROOT))));
        });
    }

    private void join(String userId, String sessionId, long version, UniEmitter<? super End> emitter) {
        var waiter = waiters.join(userId, sessionId, version, () -> emitter.complete(End.APPLIED));
        if (waiter == null) {
            emitter.complete(End.FULL);
        } else {
            emitter.onTermination(waiter::leave);
            if (waiters.wasApplied(userId, sessionId, version)) { // before there was anybody to wake
                emitter.complete(End.APPLIED);
            }
        }
    }

    private Uni<End> lookAfter(Duration pause, String userId, String sessionId, long version) {
        return moment(pause)
                .chain(() -> isLocatable(userId, sessionId, version))
                .chain(found -> {
                    Duration doubled = pause.multipliedBy(2);
                    Duration next = doubled.compareTo(PAUSE_MAX) < 0 ? doubled : PAUSE_MAX;
                    return found ? Uni.createFrom().item(End.APPLIED) : lookAfter(next, userId, sessionId, version);
                });
    }

    /** The first moment to look after a pause, on the caller's event loop. */
    private Uni<Void> moment(Duration pause) {
        return Uni.createFrom().emitter(emitter -> {
            long between = PAUSE_MIN.toNanos();
            long now = System.nanoTime();
            long moment = (Math.floorDiv(now + pause.toNanos(), between) + 1) * between;
            long timer = vertx.setTimer(Math.ceilDiv(moment - now, 1_000_000), _ -> emitter.complete(null));
            emitter.onTermination(() -> vertx.cancelTimer(timer));
        });
    }

    private Uni<Boolean> isLocatable(String userId, String sessionId, long version) {
        return users.read(userId).chain(stored -> {
            LiveSession session = stored.user().live().get(sessionId);
            return session == null || session.version() < version
                    ? Uni.createFrom().item(false)
                    : leases.held().map(held -> held.holds(session.life()));
        });
    }
}
