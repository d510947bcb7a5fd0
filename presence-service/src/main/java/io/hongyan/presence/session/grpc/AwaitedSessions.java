package io.hongyan.presence.session.grpc;

import io.grpc.Status;
import io.hongyan.presence.session.LiveSession;
import io.hongyan.presence.session.SessionConfig;
import io.hongyan.presence.session.SessionWaiters;
import io.hongyan.presence.session.UserSessions;
import io.hongyan.presence.session.redis.UserStore;
import io.hongyan.presence.slot.HeldSlots;
import io.hongyan.presence.slot.redis.LeaseStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.MultiEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Waits until sessions can be located. What this process applies wakes the caller at once; what another instance applies
 * is found in Redis by looking from time to time, less and less often: not at once, when there is mostly nothing yet. All look at
 * the same moments, and where they were called, so that Redis is asked once for many.
 */
@ApplicationScoped
class AwaitedSessions {

    /** A version of a session, or a later one. */
    record Awaited(String userId, String sessionId, long version) {}

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

    /**
     * The ids of sessions, as soon as they can be located: each once, and those that are found together as one item. Ends with the last
     * of them, or when it is too late for the rest. Fails with RESOURCE_EXHAUSTED if there is no room to wait.
     */
    Multi<List<String>> await(List<Awaited> sessions) {
        return Multi.createFrom().emitter(emitter -> {
            var call = new Call(vertx.getOrCreateContext(), emitter);
            emitter.onTermination(() -> call.on(call::end));
            call.on(() -> call.begin(sessions));
        });
    }

    /** One call. All that happens to it happens in the context in which it was made. */
    private final class Call {

        private final Context context;
        private final MultiEmitter<? super List<String>> emitter;
        private final Timer.Sample begun = Timer.start(meters);
        private final Map<String, Awaited> missing = new LinkedHashMap<>();
        private final List<SessionWaiters.Waiter> places = new ArrayList<>();
        private final Woken woken = new Woken();
        private Duration pause = PAUSE_MIN;
        private long nextLook = -1;
        private long lastMoment = -1;
        private @Nullable Cancellable looking;
        private boolean ended;

        Call(Context context, MultiEmitter<? super List<String>> emitter) {
            this.context = context;
            this.emitter = emitter;
        }

        void on(Runnable action) {
            context.runOnContext(_ -> action.run());
        }

        void begin(List<Awaited> sessions) {
            if (ended) {
                return;
            }
            sessions.forEach(session -> missing.put(session.sessionId(), session));
            for (Awaited session : sessions) {
                var place = waiters.join(session.userId(), session.sessionId(), session.version(), () -> {
                    if (woken.add(session.sessionId())) {
                        on(() -> found(woken.take()));
                    }
                });
                if (place == null) {
                    count("full", sessions.size());
                    emitter.fail(Status.RESOURCE_EXHAUSTED
                            .withDescription("Too many wait for sessions; try again.")
                            .asRuntimeException());
                    return;
                }
                places.add(place);
            }
            lastMoment = vertx.setTimer(config.awaitMax().toMillis(), _ -> late());
            found(sessions.stream()
                    .filter(session -> waiters.wasApplied(session.userId(), session.sessionId(), session.version()))
                    .map(Awaited::sessionId)
                    .toList()); // before there was anybody to wake
            lookLater();
        }

        private void found(List<String> sessionIds) {
            List<String> news = sessionIds.stream()
                    .filter(sessionId -> missing.remove(sessionId) != null)
                    .toList();
            if (news.isEmpty()) {
                return;
            }
            count("applied", news.size());
            emitter.emit(news);
            if (missing.isEmpty()) {
                emitter.complete();
            }
        }

        private void late() {
            if (!missing.isEmpty()) {
                count("late", missing.size());
                missing.clear();
                emitter.complete();
            }
        }

        /** At the first of everybody's moments after a pause. */
        private void lookLater() {
            if (missing.isEmpty()) {
                return;
            }
            long between = PAUSE_MIN.toNanos();
            long now = System.nanoTime();
            long moment = (Math.floorDiv(now + pause.toNanos(), between) + 1) * between;
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(PAUSE_MAX) < 0 ? doubled : PAUSE_MAX;
            nextLook = vertx.setTimer(Math.ceilDiv(moment - now, 1_000_000), _ -> look());
        }

        private void look() {
            if (missing.isEmpty()) {
                return;
            }
            List<Awaited> asked = List.copyOf(missing.values());
            List<String> userIds = asked.stream().map(Awaited::userId).toList();
            Uni<List<String>> locatable = users.readAll(userIds).chain(known -> locatable(asked, known));
            looking = locatable
                    .emitOn(this::on)
                    .subscribe()
                    .with(
                            sessionIds -> {
                                found(sessionIds);
                                lookLater();
                            },
                            emitter::fail);
        }

        private Uni<List<String>> locatable(List<Awaited> asked, Map<String, UserSessions> known) {
            Map<String, LiveSession> live = new LinkedHashMap<>();
            for (Awaited session : asked) {
                UserSessions user = known.get(session.userId());
                LiveSession stored = user == null ? null : user.live().get(session.sessionId());
                if (stored != null && stored.version() >= session.version()) {
                    live.put(session.sessionId(), stored);
                }
            }
            return live.isEmpty()
                    ? Uni.createFrom().item(List.of())
                    : leases.held().map(held -> held(live, held));
        }

        private static List<String> held(Map<String, LiveSession> live, HeldSlots held) {
            return live.entrySet().stream()
                    .filter(session -> held.holds(session.getValue().life()))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /** Over, whoever ended it. */
        void end() {
            ended = true;
            missing.clear();
            places.forEach(SessionWaiters.Waiter::leave);
            places.clear();
            vertx.cancelTimer(lastMoment);
            vertx.cancelTimer(nextLook);
            if (looking != null) {
                looking.cancel();
            }
        }

        private void count(String end, int sessions) {
            var timer = meters.timer("hongyan.session.await", "end", end);
            long nanos = begun.stop(timer);
            for (int more = 1; more < sessions; more++) {
                timer.record(Duration.ofNanos(nanos));
            }
        }
    }

    /** Sessions of a call that were applied, by whatever threads, and that it has not been told of. */
    private static final class Woken {

        private List<String> sessionIds = new ArrayList<>();

        /** True for the first since they were taken. */
        synchronized boolean add(String sessionId) {
            sessionIds.add(sessionId);
            return sessionIds.size() == 1;
        }

        synchronized List<String> take() {
            List<String> taken = sessionIds;
            sessionIds = new ArrayList<>();
            return taken;
        }
    }
}
