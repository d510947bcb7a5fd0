package io.hongyan.presence.slot.redis;

import io.hongyan.eventlog.Topics;
import io.hongyan.presence.memory.redis.RedisMemory;
import io.hongyan.presence.memory.redis.Script;
import io.hongyan.presence.slot.Due;
import io.hongyan.presence.slot.HeldSlots;
import io.hongyan.presence.slot.Life;
import io.hongyan.presence.slot.Renewal;
import io.hongyan.presence.slot.SlotConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The table of leases. It is one hash, since there are few slots: everything about all of them is one call, and the
 * choice of a slot is atomic.
 */
@ApplicationScoped
public class LeaseStore {

    private static final String LEASES = "hongyan:presence:{slots}:leases";
    private static final String ENDING = "hongyan:presence:{slots}:ending";
    private static final String ENDED = "hongyan:presence:{slots}:ended";
    private static final String CURSOR = "hongyan:presence:{slots}:cursor";
    private static final String EPOCH = "hongyan:presence:{slots}:epoch";
    private static final List<String> KEYS = List.of(LEASES, ENDING, ENDED);

    private static final Script ACQUIRE = Script.of("leases", "acquire");
    private static final Script RENEW = Script.of("leases", "renew");
    private static final Script RELEASE = Script.of("leases", "release");
    private static final Script REMEMBER = Script.of("leases", "remember");
    private static final Script DUE = Script.of("leases", "due");

    private final RedisMemory memory;
    private final SlotConfig config;

    LeaseStore(RedisMemory memory, SlotConfig config) {
        this.memory = memory;
        this.config = config;
    }

    /** Takes a free slot, or the one this life holds already; empty if none is free. */
    public Uni<Optional<Integer>> acquire(String bootId, String holder) {
        List<String> keys = Stream.concat(KEYS.stream(), Stream.of(CURSOR)).toList();
        return memory.run(ACQUIRE, keys, List.of(bootId, holder, lease(), Integer.toString(Topics.SLOTS)))
                .map(slot -> slot.toInteger() < 0 ? Optional.empty() : Optional.of(slot.toInteger()));
    }

    /** Keeps a slot for another lease. */
    public Uni<Renewal> renew(Life life) {
        return memory.run(RENEW, KEYS, List.of(Integer.toString(life.slot()), life.bootId(), lease()))
                .map(answer -> switch (answer.toInteger()) {
                    case 1 -> Renewal.KEPT;
                    case 2 -> Renewal.ANNOUNCE;
                    default -> Renewal.LOST;
                });
    }

    /** Ends a life at once, if it is not over already. */
    public Uni<Void> release(Life life) {
        return memory.run(RELEASE, KEYS, List.of(Integer.toString(life.slot()), life.bootId()))
                .replaceWithVoid();
    }

    /** Begins the life {@link Life#REMEMBERED}, which ends after one lease. */
    public Uni<Void> remember(Life life) {
        return memory.run(REMEMBER, KEYS, List.of(Integer.toString(life.slot()), life.bootId(), lease()))
                .replaceWithVoid();
    }

    /** Who holds what now: not before it was asked. */
    public Uni<HeldSlots> held() {
        return memory.ask(RedisMemory.request(Command.HGETALL, LEASES), LEASES).map(LeaseStore::heldSlots);
    }

    /**
     * Ends leases that have run out, and finds what the caller is to do about it.
     *
     * @param mayEndUntilMillis the time by the memory's clock after which nothing is ended, in milliseconds since 1970 UTC:
     *     a question that had to wait comes when nobody could renew; 0 where nothing may be ended now either
     */
    public Uni<Due> due(long mayEndUntilMillis) {
        List<String> keys = Stream.concat(KEYS.stream(), Stream.of(EPOCH)).toList();
        List<String> arguments = List.of(
                Long.toString(mayEndUntilMillis),
                Long.toString(config.takeover().toMillis()),
                UUID.randomUUID().toString());
        return memory.run(DUE, keys, arguments).map(LeaseStore::readDue);
    }

    /** Forgets a life all of whose sessions have ended. */
    public Uni<Void> forget(Life life) {
        return memory.send(RedisMemory.request(Command.HDEL, ENDING, life.slot() + "|" + life.bootId()))
                .replaceWithVoid();
    }

    /** The memory of this name is whole again. */
    public Uni<Void> restored(String epoch) {
        return memory.send(RedisMemory.request(Command.SET, EPOCH, epoch + "|0"))
                .replaceWithVoid();
    }

    private String lease() {
        return Long.toString(config.lease().toMillis());
    }

    private static HeldSlots heldSlots(Response leases) {
        Map<Integer, String> bootIds = new HashMap<>();
        leases.getKeys().forEach(slot -> {
            String lease = leases.get(slot).toString();
            bootIds.put(Integer.parseInt(slot), lease.substring(0, lease.indexOf('|')));
        });
        return new HeldSlots(bootIds);
    }

    private static Due readDue(Response answer) {
        List<Life> ended = new ArrayList<>();
        for (Response life : answer.get(5)) {
            String[] parts = life.toString().split("\\|", 2);
            ended.add(new Life(Integer.parseInt(parts[0]), parts[1]));
        }
        return new Due(
                answer.get(0).toLong(),
                answer.get(2).toInteger(),
                Duration.ofMillis(answer.get(1).toLong() - answer.get(0).toLong()),
                ended,
                answer.get(3).toString(),
                answer.get(4).toInteger() == 1);
    }
}
