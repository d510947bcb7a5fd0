package io.hongyan.presence.session.kafka;

import static io.hongyan.proto.sessions.v1.SessionState.SESSION_STATE_CLOSED;

import io.hongyan.eventlog.DeadLetters;
import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Logged;
import io.hongyan.eventlog.Topics;
import io.hongyan.presence.session.Merging;
import io.hongyan.presence.session.Merging.Bounds;
import io.hongyan.presence.session.Merging.Outcome;
import io.hongyan.presence.session.Sanity;
import io.hongyan.presence.session.SessionConfig;
import io.hongyan.presence.session.SessionWaiters;
import io.hongyan.presence.session.kafka.UserUpdates.Decided;
import io.hongyan.presence.session.kafka.UserUpdates.Written;
import io.hongyan.presence.session.redis.LifeStore;
import io.hongyan.presence.session.redis.LifeStore.Noted;
import io.hongyan.presence.slot.Life;
import io.hongyan.presence.slot.redis.LeaseStore;
import io.hongyan.proto.sessions.v1.SessionRecord;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/**
 * Applies what connectors say of sessions. Records may come twice; each is applied to its user as a whole or not at all.
 * Records of one user are done in order, users side by side.
 */
@ApplicationScoped
class SessionsConsumer {

    private final DeadLetters deadLetters;
    private final LeaseStore leases;
    private final LifeStore lives;
    private final UserUpdates updates;
    private final SessionWaiters waiters;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Bounds bounds;
    private final int usersAtOnce;

    SessionsConsumer(
            DeadLetters deadLetters,
            LeaseStore leases,
            LifeStore lives,
            UserUpdates updates,
            SessionWaiters waiters,
            InstantSource clock,
            MeterRegistry meters,
            SessionConfig config) {
        this.deadLetters = deadLetters;
        this.leases = leases;
        this.lives = lives;
        this.updates = updates;
        this.waiters = waiters;
        this.clock = clock;
        this.meters = meters;
        this.bounds = new Bounds(config.perUserMax(), config.closedMax(), config.closedKept());
        this.usersAtOnce = config.usersAtOnce();
    }

    @Incoming("sessions")
    Uni<Void> onRecords(ConsumerRecords<String, byte[]> records) {
        var batch = DecodedBatch.of(
                records, SessionRecord.parser(), (key, record) -> Sanity.objection(key, record, Topics.SLOTS));
        return deadLetters.send(batch.poison()).chain(() -> applyAll(batch.records()));
    }

    private Uni<Void> applyAll(List<Logged<SessionRecord>> records) {
        Collection<List<Logged<SessionRecord>>> byUser = records.stream()
                .collect(Collectors.groupingBy(
                        record -> record.value().getUserId(), LinkedHashMap::new, Collectors.toList()))
                .values();
        return Multi.createFrom()
                .iterable(byUser)
                .onItem()
                .transformToUni(this::applyInOrder)
                .merge(usersAtOnce)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> applyInOrder(List<Logged<SessionRecord>> records) {
        return Multi.createFrom()
                .iterable(records)
                .onItem()
                .transformToUniAndConcatenate(
                        record -> UserUpdates.patiently(Uni.createFrom().deferred(() -> apply(record))))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> apply(Logged<SessionRecord> logged) {
        SessionRecord record = logged.value();
        if (record.getState() == SESSION_STATE_CLOSED) {
            return close(logged); // true whatever became of the life
        }
        return leases.held().chain(held -> held.holds(life(record)) ? open(logged) : end(logged));
    }

    private Uni<Void> open(Logged<SessionRecord> logged) {
        SessionRecord record = logged.value();
        return lives.note(life(record), List.of(noted(record)))
                .chain(() -> write(logged))
                .chain(written -> leases.held().chain(held -> {
                    // If the life ended meanwhile, its sessions may have been ended before this one was written.
                    if (!held.holds(life(record))) {
                        return end(logged);
                    }
                    if (isRefused(written.outcome())) {
                        return updates.publish(written, logged.traceparent())
                                .chain(() -> lives.strike(life(record), List.of(noted(record))));
                    }
                    waiters.applied(record.getUserId(), record.getSessionId(), record.getVersion());
                    return updates.publish(written, logged.traceparent());
                }));
    }

    private Uni<Void> close(Logged<SessionRecord> logged) {
        return write(logged)
                .chain(written -> updates.publish(written, logged.traceparent()))
                .chain(() -> lives.strike(life(logged.value()), List.of(noted(logged.value()))));
    }

    /** The record is of a life that is over: ends what may be left of it at this user. */
    private Uni<Void> end(Logged<SessionRecord> logged) {
        SessionRecord record = logged.value();
        count("fenced");
        return updates.write(
                        record.getUserId(),
                        token(logged),
                        user -> new Decided<>(Merging.end(user, life(record), clock.instant()), "ended"))
                .chain(written -> updates.publish(written, logged.traceparent()))
                .chain(() -> lives.strike(life(record), List.of(noted(record))));
    }

    private Uni<Written<Outcome>> write(Logged<SessionRecord> logged) {
        return updates.write(logged.value().getUserId(), token(logged), user -> {
                    var applied = Merging.apply(user, logged.value(), bounds, clock.instant());
                    return new Decided<>(applied.user(), applied.outcome());
                })
                .invoke(written -> count(written.outcome().name().toLowerCase(Locale.ROOT)));
    }

    private void count(String outcome) {
        meters.counter("hongyan.session.records", "outcome", outcome).increment();
    }

    private static boolean isRefused(Outcome outcome) {
        return outcome == Outcome.CLOSED_BEFORE || outcome == Outcome.OVER_LIMIT;
    }

    private static Life life(SessionRecord record) {
        return new Life(record.getSlot(), record.getBootId());
    }

    private static Noted noted(SessionRecord record) {
        return new Noted(record.getUserId(), record.getSessionId());
    }

    private static String token(Logged<SessionRecord> logged) {
        return logged.partition() + "@" + logged.offset();
    }
}
