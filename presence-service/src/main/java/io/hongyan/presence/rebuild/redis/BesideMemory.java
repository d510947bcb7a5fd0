package io.hongyan.presence.rebuild.redis;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.presence.memory.redis.RedisMemory;
import io.hongyan.presence.memory.redis.Script;
import io.hongyan.presence.session.FromLog;
import io.hongyan.presence.session.FromLog.Suspects;
import io.hongyan.presence.session.Presence;
import io.hongyan.proto.presence.v1.PresenceState;
import io.hongyan.proto.sessions.v1.SessionRecord;
import io.hongyan.proto.sessions.v1.SessionState;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;

/**
 * What one rebuild notes in Redis beside what is live, in keys of its own that go by themselves: what the log says of each
 * user's sessions, and sets of users still to be looked at.
 */
public final class BesideMemory {

    /** How long a rebuild may be silent before another one may begin. */
    private static final Duration HOLD = Duration.ofMinutes(1);

    private static final Duration KEPT = Duration.ofDays(1);
    private static final String LOCK = "hongyan:presence:{rebuild}:lock";
    // No session's ids.
    private static final String PRESENCE = "|presence";
    private static final String UNKNOWN = "|unknown";
    private static final String MISSING = "|missing";

    private static final Script HOLD_SCRIPT = Script.of("hold");
    private static final Script LET_GO = Script.of("let_go");
    private static final Script LATEST = Script.of("latest");

    private final RedisMemory memory;
    private final String run = UUID.randomUUID().toString();

    /** Of a rebuild that begins. */
    public BesideMemory(RedisMemory memory) {
        this.memory = memory;
    }

    /** Names the rebuild. */
    public String run() {
        return run;
    }

    /** What is added to the name of a live key, for the one beside it. */
    public String beside() {
        return ":rebuilt:" + run;
    }

    /** For how long what is beside is kept. */
    public Duration kept() {
        return KEPT;
    }

    /** Takes the lock by which there is one rebuild at a time, or keeps it. False if another one has it. */
    public Uni<Boolean> hold() {
        return memory.run(HOLD_SCRIPT, List.of(LOCK), List.of(run, Long.toString(HOLD.toMillis())))
                .map(held -> held.toInteger() == 1);
    }

    /** Gives the lock back, if it is still this rebuild's. */
    public Uni<Void> release() {
        return memory.run(LET_GO, List.of(LOCK), List.of(run)).replaceWithVoid();
    }

    /** Notes what the log says of a session. */
    public Uni<Void> note(SessionRecord said) {
        return memory.run(
                        LATEST,
                        List.of(sessions(said.getUserId())),
                        List.of(
                                said.getSessionId(),
                                Long.toString(said.getVersion()),
                                said.getState() == SessionState.SESSION_STATE_CLOSED ? "1" : "0",
                                Base64.getEncoder().encodeToString(said.toByteArray()),
                                Long.toString(KEPT.toMillis())))
                .replaceWithVoid();
    }

    /** Notes what the log says of a user's presence. */
    public Uni<Void> note(String userId, Presence said) {
        String value = said.state().getNumber() + "|" + said.lastSeenMs() + "|" + said.version();
        return set(userId, PRESENCE, value);
    }

    private Uni<Void> set(String userId, String... fieldsAndValues) {
        Request request = RedisMemory.request(Command.HSET, sessions(userId));
        for (String one : fieldsAndValues) {
            request.arg(one);
        }
        return memory.send(request)
                .chain(() -> memory.send(
                        RedisMemory.request(Command.PEXPIRE, sessions(userId), Long.toString(KEPT.toMillis()))))
                .replaceWithVoid();
    }

    /** Notes on which of a user's sessions the memory now differs from the log as read so far: on these and no others. */
    public Uni<Void> suspect(String userId, Suspects suspects) {
        return set(
                userId, UNKNOWN, String.join("|", suspects.unknown()), MISSING, String.join("|", suspects.missing()));
    }

    /** The log's last word on a user, as noted. */
    public Uni<FromLog> fromLog(String userId) {
        return memory.send(RedisMemory.request(Command.HGETALL, sessions(userId)))
                .map(answer -> {
                    Map<String, SessionRecord> latest = new HashMap<>();
                    Presence presence = Presence.NEVER_SEEN;
                    Set<String> unknown = Set.of();
                    Set<String> missing = Set.of();
                    for (String field : answer.getKeys()) {
                        String noted = answer.get(field).toString();
                        switch (field) {
                            case PRESENCE -> presence = presence(noted);
                            case UNKNOWN -> unknown = Set.of(noted.split("\\|", -1));
                            case MISSING -> missing = Set.of(noted.split("\\|", -1));
                            default -> latest.put(field, session(noted));
                        }
                    }
                    return new FromLog(latest, presence, new Suspects(unknown, missing));
                });
    }

    /** Forgets what was noted of a user. */
    public Uni<Void> forget(String userId) {
        return memory.send(RedisMemory.request(Command.DEL, sessions(userId))).replaceWithVoid();
    }

    /** Puts users into one of the sets of this rebuild. */
    public Uni<Void> add(String set, Collection<String> userIds) {
        if (userIds.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Request request = RedisMemory.request(Command.SADD, set(set));
        userIds.forEach(request::arg);
        return memory.send(request)
                .chain(() ->
                        memory.send(RedisMemory.request(Command.PEXPIRE, set(set), Long.toString(KEPT.toMillis()))))
                .replaceWithVoid();
    }

    /** Takes some users out of a set; none only if there are none. */
    public Uni<List<String>> take(String set, int max) {
        return memory.send(RedisMemory.request(Command.SPOP, set(set), Integer.toString(max)))
                .map(answer -> StreamSupport.stream(answer.spliterator(), false)
                        .map(user -> user.toString())
                        .toList());
    }

    /** How many users are in a set. */
    public Uni<Long> size(String set) {
        return memory.send(RedisMemory.request(Command.SCARD, set(set))).map(answer -> answer.toLong());
    }

    private String set(String name) {
        return "hongyan:presence:{rebuild}:" + run + ":" + name;
    }

    private String sessions(String userId) {
        return "hongyan:presence:{" + userId + "}:sessions" + beside();
    }

    private static Presence presence(String noted) {
        String[] parts = noted.split("\\|", -1);
        return new Presence(
                PresenceState.forNumber(Integer.parseInt(parts[0])),
                Long.parseLong(parts[1]),
                Long.parseLong(parts[2]));
    }

    private static SessionRecord session(String noted) {
        try {
            return SessionRecord.parseFrom(Base64.getDecoder().decode(noted.substring(noted.lastIndexOf('|') + 1)));
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("What a rebuild noted is damaged.", e);
        }
    }
}
