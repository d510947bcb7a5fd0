package io.hongyan.presence.session.redis;

import io.hongyan.presence.memory.redis.RedisMemory;
import io.hongyan.presence.memory.redis.Script;
import io.hongyan.presence.session.SessionConfig;
import io.hongyan.presence.session.UserSessions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of users, one hash each. Who writes says what it has read, so that nobody writes over another one. */
@ApplicationScoped
public class UserStore {

    private static final Script REPLACE = Script.of("replace");

    /**
     * A user as it was read or written.
     *
     * @param revision counts the writes; 0 if there is nothing
     */
    public record Stored(long revision, UserSessions user) {}

    private final RedisMemory memory;
    private final SessionConfig config;

    UserStore(RedisMemory memory, SessionConfig config) {
        this.memory = memory;
        this.config = config;
    }

    /** What is known of a user. */
    public Uni<Stored> read(String userId) {
        return memory.sendTogether(reading(userId)).map(UserStore::stored);
    }

    /** What is known of users, in the order asked; each once. */
    public Uni<Map<String, UserSessions>> readAll(List<String> userIds) {
        List<String> distinct = userIds.stream().distinct().toList();
        return memory.sendAll(distinct.stream().map(UserStore::reading).toList())
                .map(answers -> {
                    Map<String, UserSessions> users = new LinkedHashMap<>();
                    for (int i = 0; i < distinct.size(); i++) {
                        users.put(distinct.get(i), stored(answers.get(i)).user());
                    }
                    return users;
                });
    }

    /** Writes a user, unless somebody else has done so since it was read: then empty. */
    public Uni<Optional<Stored>> replace(String userId, Stored read, UserSessions next) {
        // A user who is said to be online stays until that is taken back.
        boolean kept = !next.live().isEmpty() || isConnected(next);
        String keptMillis = kept ? "0" : Long.toString(config.lastSeenKept().toMillis());
        return memory.runTogether(
                        REPLACE,
                        List.of(key(userId)),
                        List.of(Long.toString(read.revision()), UserCodec.encode(next), keptMillis))
                .map(revision ->
                        revision.toLong() == 0 ? Optional.empty() : Optional.of(new Stored(revision.toLong(), next)));
    }

    private static boolean isConnected(UserSessions user) {
        return switch (user.presence().state()) {
            case PRESENCE_STATE_ONLINE, PRESENCE_STATE_AWAY -> true;
            case PRESENCE_STATE_OFFLINE, PRESENCE_STATE_UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }

    private static Request reading(String userId) {
        return RedisMemory.request(Command.HMGET, key(userId), "revision", "value");
    }

    private static Stored stored(Response answer) {
        return answer.get(0) == null
                ? new Stored(0, UserSessions.UNKNOWN)
                : new Stored(
                        answer.get(0).toLong(), UserCodec.decode(answer.get(1).toString()));
    }

    private static String key(String userId) {
        return "hongyan:presence:{" + userId + "}:sessions";
    }
}
