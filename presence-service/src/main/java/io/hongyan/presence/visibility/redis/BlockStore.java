package io.hongyan.presence.visibility.redis;

import io.hongyan.presence.memory.redis.RedisMemory;
import io.hongyan.presence.memory.redis.Script;
import io.hongyan.presence.visibility.BlockChange;
import io.hongyan.presence.visibility.Visibility;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Blocks, noted with both users so that each view is one call, and how far the log of events has been read for them. The
 * position is kept here and not in the consumer group: whoever loses the blocks loses it too, and reads from the start.
 */
@ApplicationScoped
public class BlockStore {

    private static final Script BLOCK = Script.of("block");
    private static final Script ADVANCE = Script.of("advance");
    private static final String POSITIONS = "hongyan:presence:{visibility}:positions";
    private static final String HAS_BLOCKED = ">";
    private static final String BLOCKED_BY = "<";

    private final RedisMemory memory;

    BlockStore(RedisMemory memory) {
        this.memory = memory;
    }

    /**
     * Where a partition was when a batch of it came, and where it is after that.
     *
     * @param from the position known before
     * @param next the position after
     */
    public record Step(long from, long next) {}

    /** Notes a change, unless a later one is known already. */
    public Uni<Void> apply(BlockChange change) {
        return apply(change, "");
    }

    /** Notes a change beside what is live. The name begins with a colon; empty for what is live. */
    public Uni<Void> apply(BlockChange change, String beside) {
        return apply(key(change.actor()) + beside, HAS_BLOCKED + change.other(), change)
                .chain(() -> apply(key(change.other()) + beside, BLOCKED_BY + change.actor(), change));
    }

    /** Everything that is noted of a user's blocks: the revision by what it says, negative for what is no more. */
    public Uni<Map<String, Long>> all(String userId, String beside) {
        return memory.send(RedisMemory.request(Command.HGETALL, key(userId) + beside))
                .map(answer -> {
                    Map<String, Long> noted = new HashMap<>();
                    answer.getKeys()
                            .forEach(field -> noted.put(field, answer.get(field).toLong()));
                    return noted;
                });
    }

    /** Puts what was noted beside in the place of what is live, at once; or forgets it. */
    public Uni<Void> settle(String userId, String beside, boolean takesPlace) {
        String noted = key(userId) + beside;
        return memory.send(
                        takesPlace
                                ? RedisMemory.request(Command.RENAME, noted, key(userId))
                                : RedisMemory.request(Command.DEL, noted))
                .chain(() -> takesPlace
                        ? memory.send(RedisMemory.request(Command.PERSIST, key(userId)))
                        : Uni.createFrom().nullItem())
                .replaceWithVoid();
    }

    /** Lets what was noted beside go by itself. */
    public Uni<Void> expire(String userId, String beside, Duration after) {
        return memory.send(RedisMemory.request(Command.PEXPIRE, key(userId) + beside, Long.toString(after.toMillis())))
                .replaceWithVoid();
    }

    /** How one viewer stands to users; asked of those only. */
    public Uni<Visibility> visibility(String viewerId, List<String> userIds) {
        if (viewerId.isEmpty()) {
            return Uni.createFrom().item(Visibility.everyone());
        }
        Request request = RedisMemory.request(Command.HMGET, key(viewerId));
        userIds.forEach(user -> request.arg(HAS_BLOCKED + user).arg(BLOCKED_BY + user));
        return memory.send(request).map(answer -> {
            Set<String> blocked = new HashSet<>();
            Set<String> blockedBy = new HashSet<>();
            for (int i = 0; i < userIds.size(); i++) {
                if (isBlocked(answer.get(2 * i))) {
                    blocked.add(userIds.get(i));
                }
                if (isBlocked(answer.get(2 * i + 1))) {
                    blockedBy.add(userIds.get(i));
                }
            }
            return new Visibility(viewerId, blocked, blockedBy);
        });
    }

    /** The next offset to read, by partition; missing where nothing was read yet. */
    public Uni<Map<Integer, Long>> positions() {
        return memory.send(RedisMemory.request(Command.HGETALL, POSITIONS)).map(answer -> {
            Map<Integer, Long> positions = new HashMap<>();
            answer.getKeys()
                    .forEach(partition -> positions.put(
                            Integer.parseInt(partition), answer.get(partition).toLong()));
            return positions;
        });
    }

    /** Moves positions, never back. False, and nothing has moved, if one was forgotten in between. */
    public Uni<Boolean> advance(Map<Integer, Step> steps) {
        List<String> arguments = new ArrayList<>();
        steps.forEach((partition, step) -> arguments.addAll(
                List.of(Integer.toString(partition), Long.toString(step.from()), Long.toString(step.next()))));
        return memory.run(ADVANCE, List.of(POSITIONS), arguments).map(done -> done.toInteger() == 1);
    }

    private Uni<Void> apply(String key, String field, BlockChange change) {
        return memory.run(
                        BLOCK,
                        List.of(key),
                        List.of(field, Long.toString(change.revision()), change.blocked() ? "1" : "0"))
                .replaceWithVoid();
    }

    private static boolean isBlocked(Response revision) {
        return revision != null && revision.toLong() > 0;
    }

    private static String key(String userId) {
        return "hongyan:presence:{" + userId + "}:blocks";
    }
}
