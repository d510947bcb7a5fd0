package io.hongyan.presence.rebuild.kafka;

import static java.util.stream.Collectors.toMap;

import io.hongyan.eventlog.DecodedBatch;
import io.hongyan.eventlog.Topics;
import io.hongyan.presence.rebuild.redis.BesideMemory;
import io.hongyan.presence.session.FromLog;
import io.hongyan.presence.session.FromLog.Suspects;
import io.hongyan.presence.session.Presence;
import io.hongyan.presence.session.Sanity;
import io.hongyan.presence.session.SessionConfig;
import io.hongyan.presence.session.UserSessions;
import io.hongyan.presence.session.kafka.UserUpdates;
import io.hongyan.presence.session.kafka.UserUpdates.Decided;
import io.hongyan.presence.session.redis.LifeStore;
import io.hongyan.presence.session.redis.LifeStore.Noted;
import io.hongyan.presence.session.redis.UserStore;
import io.hongyan.presence.slot.HeldSlots;
import io.hongyan.presence.slot.Life;
import io.hongyan.presence.slot.redis.LeaseStore;
import io.hongyan.proto.presence.v1.PresenceRecord;
import io.hongyan.proto.presence.v1.PresenceState;
import io.hongyan.proto.sessions.v1.SessionRecord;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.errors.RetriableException;

/**
 * Sessions, and the presence they add up to. Sessions are rebuilt from their topic as far back as it goes, and only those
 * whose lives hold their leases: leases are of living processes, and no matter of the log. What was last said of a user is
 * in the topic of presence.
 */
final class SessionsPart implements Part {

    private final UserStore users;
    private final LifeStore lives;
    private final LeaseStore leases;
    private final UserUpdates updates;
    private final BesideMemory beside;
    private final SessionConfig config;
    private final InstantSource clock;
    private final String group;
    private final Admin admin;
    private final Following<SessionRecord> sessions;
    private final Following<PresenceRecord> presences;

    /** The stores of what is live. */
    record Live(UserStore users, LifeStore lives, LeaseStore leases, UserUpdates updates) {}

    SessionsPart(
            Map<String, Object> kafka,
            String group,
            Live live,
            BesideMemory beside,
            SessionConfig config,
            InstantSource clock) {
        this.users = live.users();
        this.lives = live.lives();
        this.leases = live.leases();
        this.updates = live.updates();
        this.beside = beside;
        this.config = config;
        this.clock = clock;
        this.group = group;
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.keySet().retainAll(AdminClientConfig.configNames());
        admin = Admin.create(settings);
        sessions = new Following<>(
                kafka,
                Topics.SESSIONS,
                polled -> DecodedBatch.of(
                        polled, SessionRecord.parser(), (key, record) -> Sanity.objection(key, record, Topics.SLOTS)),
                this::noteSessions);
        presences = new Following<>(
                kafka,
                Topics.PRESENCE,
                polled -> DecodedBatch.of(
                        polled,
                        PresenceRecord.parser(),
                        (key, record) -> record.getUserId().equals(key) && Sanity.isUserId(record.getUserId())
                                ? null
                                : "The key is not the user's id."),
                this::notePresences);
    }

    @Override
    public String name() {
        return "sessions";
    }

    private void noteSessions(List<SessionRecord> batch) {
        await(Multi.createFrom()
                .iterable(batch)
                .onItem()
                .transformToUni(said -> UserUpdates.patiently(beside.note(said)))
                .merge(config.usersAtOnce())
                .collect()
                .last());
        await(beside.add(
                PresenceRebuild.set(this, 0),
                batch.stream().map(SessionRecord::getUserId).distinct().toList()));
    }

    /** Notes those of whom less is remembered than was said. Said is only what was remembered before. */
    private void notePresences(List<PresenceRecord> batch) {
        Map<String, PresenceRecord> latest = new HashMap<>();
        batch.forEach(said -> latest.put(said.getUserId(), said));
        long oldest = clock.instant().minus(config.lastSeenKept()).toEpochMilli();
        latest.values().removeIf(said -> isForgotten(said, oldest));
        Map<String, UserSessions> remembered = await(users.readAll(List.copyOf(latest.keySet())));
        latest.values().removeIf(said -> {
            UserSessions user = remembered.getOrDefault(said.getUserId(), UserSessions.UNKNOWN);
            return user.presence().version() >= said.getVersion();
        });
        latest.values()
                .forEach(said -> await(beside.note(
                        said.getUserId(), new Presence(said.getState(), said.getLastSeenMs(), said.getVersion()))));
        await(beside.add(PresenceRebuild.set(this, 0), latest.keySet()));
    }

    private static boolean isForgotten(PresenceRecord said, long oldestMillis) {
        return said.getState() == PresenceState.PRESENCE_STATE_OFFLINE && said.getLastSeenMs() < oldestMillis;
    }

    @Override
    public void catchUp(Runnable afterEachBatch) {
        sessions.catchUp(afterEachBatch);
        presences.catchUp(afterEachBatch);
    }

    /** Adds the users of all sessions that are noted for living lives, whatever the log says of them. */
    void addRemembered() {
        await(leases.held()).bootIds().forEach((slot, bootId) -> {
            String cursor = LifeStore.BEGIN;
            do {
                LifeStore.Slice slice = await(lives.slice(new Life(slot, bootId), cursor));
                await(beside.add(
                        PresenceRebuild.set(this, 0),
                        slice.sessions().stream().map(Noted::userId).distinct().toList()));
                cursor = slice.cursor();
            } while (!cursor.equals(LifeStore.BEGIN));
        });
    }

    /** Whether users are said to be online because they were so before a loss of memory. */
    boolean isRestoring() {
        return await(leases.held()).bootIds().containsKey(Life.REMEMBERED);
    }

    @Override
    public boolean isAppliedLive() {
        try {
            Map<Integer, Long> committed =
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                            .filter(offset -> offset.getKey().topic().equals(Topics.SESSIONS))
                            .collect(toMap(offset -> offset.getKey().partition(), offset -> next(offset.getValue())));
            return sessions.isCoveredBy(committed);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                return false;
            }
            throw new IllegalStateException("Kafka does not say where the group " + group + " stands.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static long next(OffsetAndMetadata offset) {
        return offset.offset();
    }

    @Override
    public Uni<Boolean> differs(String userId, boolean isLast) {
        return beside.fromLog(userId)
                .chain(said -> leases.held()
                        .chain(held ->
                                users.read(userId).chain(stored -> differs(userId, said, stored.user(), held, isLast))))
                .call(differs -> differs ? Uni.createFrom().voidItem() : beside.forget(userId));
    }

    private Uni<Boolean> differs(String userId, FromLog said, UserSessions user, HeldSlots held, boolean isLast) {
        boolean differs = !corrected(said, user, held).equals(user);
        if (isLast) {
            return Uni.createFrom().item(differs);
        }
        // What a log no longer tells from its beginning says nothing of who is not in it.
        var suspects = new Suspects(sessions.isWhole() ? said.unknown(user) : Set.of(), said.missing(user, held));
        return differs || !suspects.isEmpty()
                ? beside.suspect(userId, suspects).replaceWith(true) // the next look tells
                : Uni.createFrom().item(false);
    }

    /** As the live consumer does it: noted before it is written, and looked after whether the life is over by then. */
    @Override
    public Uni<Void> mend(String userId) {
        return beside.fromLog(userId).chain(said -> mend(userId, said));
    }

    private Uni<Void> mend(String userId, FromLog said) {
        return leases.held()
                .chain(held -> users.read(userId)
                        .chain(stored -> note(userId, corrected(said, stored.user(), held)))
                        .chain(() -> updates.write(
                                userId,
                                "rebuild:" + beside.run(),
                                user -> new Decided<>(corrected(said, user, held), "rebuilt")))
                        .chain(written -> updates.publish(written, null))
                        .chain(() -> leases.held())
                        .chain(still -> still.equals(held) ? Uni.createFrom().voidItem() : mend(userId, said)));
    }

    private UserSessions corrected(FromLog said, UserSessions user, HeldSlots held) {
        return said.corrected(user, held, config.perUserMax(), clock.instant());
    }

    private Uni<Void> note(String userId, UserSessions user) {
        return Multi.createFrom()
                .iterable(user.live().entrySet())
                .onItem()
                .transformToUniAndConcatenate(
                        session -> lives.note(session.getValue().life(), List.of(new Noted(userId, session.getKey()))))
                .collect()
                .last()
                .replaceWithVoid();
    }

    @Override
    public void settled() {
        // Each user was mended in one write, upon what was live.
    }

    private static <T> T await(Uni<T> work) {
        return UserUpdates.patiently(work).await().indefinitely();
    }

    @Override
    public long read() {
        return sessions.read() + presences.read();
    }

    @Override
    public long remaining() {
        return sessions.remaining() + presences.remaining();
    }

    @Override
    public long poison() {
        return sessions.poison() + presences.poison();
    }

    @Override
    public void close() {
        sessions.close();
        presences.close();
        admin.close();
    }
}
