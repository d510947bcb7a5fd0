package io.hongyan.presence.session.redis;

import io.hongyan.presence.memory.redis.RedisMemory;
import io.hongyan.presence.slot.Life;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Which sessions a life has, so that they can be found when it is over. A session is noted before it is applied and
 * struck off after it has ended, hence none is ever missing.
 */
@ApplicationScoped
public class LifeStore {

    /** Where slices begin. */
    public static final String BEGIN = "0";

    private final RedisMemory memory;

    LifeStore(RedisMemory memory) {
        this.memory = memory;
    }

    /**
     * A session as it is noted.
     *
     * @param sessionId empty for a user whose sessions are not known
     */
    public record Noted(String userId, String sessionId) {

        String member() {
            return userId + "|" + sessionId;
        }

        static Noted of(String member) {
            int bar = member.indexOf('|');
            return new Noted(member.substring(0, bar), member.substring(bar + 1));
        }
    }

    /** Notes sessions of a life. */
    public Uni<Void> note(Life life, Collection<Noted> sessions) {
        return send(Command.SADD, life, sessions);
    }

    /** Strikes off sessions of a life. */
    public Uni<Void> strike(Life life, Collection<Noted> sessions) {
        return send(Command.SREM, life, sessions);
    }

    /** Some of the sessions that are noted for a life; none only if there are none. */
    public Uni<List<Noted>> some(Life life, int max) {
        return memory.send(RedisMemory.request(Command.SRANDMEMBER, key(life), Integer.toString(max)))
                .map(members -> StreamSupport.stream(members.spliterator(), false)
                        .map(member -> Noted.of(member.toString()))
                        .toList());
    }

    /**
     * A slice of the sessions noted for a life.
     *
     * @param cursor where the next slice begins; {@link #BEGIN} again after the last
     */
    public record Slice(String cursor, List<Noted> sessions) {}

    /** All the sessions noted for a life, slice by slice: some may come twice, and none is missing that stays noted. */
    public Uni<Slice> slice(Life life, String cursor) {
        return memory.send(RedisMemory.request(Command.SSCAN, key(life), cursor, "COUNT", "500"))
                .map(answer -> new Slice(
                        answer.get(0).toString(),
                        StreamSupport.stream(answer.get(1).spliterator(), false)
                                .map(member -> Noted.of(member.toString()))
                                .toList()));
    }

    private Uni<Void> send(Command command, Life life, Collection<Noted> sessions) {
        Request request = RedisMemory.request(command, key(life));
        sessions.forEach(session -> request.arg(session.member()));
        return memory.sendTogether(request).replaceWithVoid();
    }

    private static String key(Life life) {
        return "hongyan:presence:{" + life.slot() + ":" + life.bootId() + "}:life";
    }
}
