package io.hongyan.presence.rebuild.kafka;

import io.hongyan.eventlog.rebuild.Progress;
import io.hongyan.eventlog.rebuild.RebuildException;
import io.hongyan.eventlog.rebuild.Rebuilding;
import io.hongyan.eventlog.rebuild.TableDifferences;
import io.hongyan.presence.memory.redis.RedisMemory;
import io.hongyan.presence.rebuild.redis.BesideMemory;
import io.hongyan.presence.session.SessionConfig;
import io.hongyan.presence.session.kafka.UserUpdates;
import io.hongyan.presence.session.redis.LifeStore;
import io.hongyan.presence.session.redis.UserStore;
import io.hongyan.presence.slot.redis.LeaseStore;
import io.hongyan.presence.visibility.redis.BlockStore;
import io.hongyan.proto.rebuild.v1.DifferenceKind;
import io.hongyan.proto.rebuild.v1.Phase;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Rebuilds what Redis holds of users, user by user. There is no position by which all of it could be compared at once, and
 * nothing to hold back writers by: so whoever differs is looked at again, after both sides have read on, and only who still
 * does is wrong. Memory does not grow with the users: what the log says is noted in Redis, beside.
 *
 * <p>Leases, the lives that end and what is yet to be published are no function of the log, and stay.
 */
@ApplicationScoped
public class PresenceRebuild implements Rebuilding {

    /** What people call it. */
    public static final String NAME = "presence";

    private static final int PASSES = 3;
    private static final int AT_A_TIME = 200;
    private static final Duration LIVE_BEHIND_MAX = Duration.ofSeconds(30);
    private static final long LOOK_EVERY_MS = 100;

    private final Map<String, Object> kafka;
    private final String group;
    private final RedisMemory memory;
    private final SessionsPart.Live live;
    private final BlockStore blocks;
    private final SessionConfig config;
    private final InstantSource clock;

    PresenceRebuild(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "mp.messaging.incoming.sessions.group.id") String group,
            RedisMemory memory,
            UserStore users,
            LifeStore lives,
            LeaseStore leases,
            UserUpdates updates,
            BlockStore blocks,
            SessionConfig config,
            InstantSource clock) {
        this.kafka = kafka;
        this.group = group;
        this.memory = memory;
        this.live = new SessionsPart.Live(users, lives, leases, updates);
        this.blocks = blocks;
        this.config = config;
        this.clock = clock;
    }

    @Override
    public List<TableDifferences> run(boolean compare, Watcher watcher) {
        var beside = new BesideMemory(memory);
        hold(beside);
        try (var sessions = new SessionsPart(kafka, group, live, beside, config, clock);
                var blocked = new BlocksPart(kafka, blocks, beside)) {
            if (sessions.isRestoring()) {
                throw impossible("Presence is being restored after a loss of memory; try again after one lease.");
            }
            List<Part> parts = List.of(sessions, blocked);
            for (Part part : parts) {
                part.catchUp(() -> tell(Phase.PHASE_READING, parts, beside, watcher));
            }
            sessions.addRemembered();
            List<TableDifferences> found = new ArrayList<>();
            for (Part part : parts) {
                Runnable step =
                        () -> tell(compare ? Phase.PHASE_COMPARING : Phase.PHASE_SWAPPING, parts, beside, watcher);
                found.add(settle(part, compare, beside, step));
            }
            return compare ? found : List.of();
        } finally {
            await(beside.release());
        }
    }

    /** The set of users that are to be looked at in a pass. */
    static String set(Part part, int pass) {
        return part.name() + ":" + pass;
    }

    private static TableDifferences settle(Part part, boolean compare, BesideMemory beside, Runnable step) {
        long users = await(beside.size(set(part, 0)));
        for (int pass = 0; pass < PASSES; pass++) {
            if (pass > 0 && await(beside.size(set(part, pass))) > 0) {
                part.catchUp(step);
                awaitLive(part, step);
            }
            sift(part, pass, beside, step);
        }
        long differing = await(beside.size(set(part, PASSES)));
        if (!compare && differing > 0) {
            part.catchUp(step); // what ended meanwhile is not begun again
        }
        List<TableDifferences.Row> first = new ArrayList<>();
        for (List<String> some = take(beside, part, PASSES); !some.isEmpty(); some = take(beside, part, PASSES)) {
            some.stream()
                    .sorted()
                    .limit(TableDifferences.FIRST_MAX - first.size())
                    .forEach(user -> first.add(
                            new TableDifferences.Row("user_id=" + user, DifferenceKind.DIFFERENCE_KIND_DIFFERENT)));
            if (!compare) {
                some.forEach(user -> await(part.mend(user)));
            }
            step.run();
        }
        if (!compare && differing > 0) {
            part.settled();
        }
        return new TableDifferences(part.name(), users, differing, first);
    }

    /** Leaves in the next set who differs. */
    private static void sift(Part part, int pass, BesideMemory beside, Runnable step) {
        for (List<String> some = take(beside, part, pass); !some.isEmpty(); some = take(beside, part, pass)) {
            List<String> differing = await(Multi.createFrom()
                    .iterable(some)
                    .onItem()
                    .transformToUni(user -> UserUpdates.patiently(part.differs(user, pass == PASSES - 1))
                            .map(differs -> differs ? Optional.of(user) : Optional.<String>empty()))
                    .merge()
                    .filter(Optional::isPresent)
                    .map(Optional::get)
                    .collect()
                    .asList());
            await(beside.add(set(part, pass + 1), differing));
            step.run();
        }
    }

    private static List<String> take(BesideMemory beside, Part part, int pass) {
        return await(beside.take(set(part, pass), AT_A_TIME));
    }

    private static void awaitLive(Part part, Runnable step) {
        long begun = System.nanoTime();
        while (!part.isAppliedLive()) {
            if (System.nanoTime() - begun > LIVE_BEHIND_MAX.toNanos()) {
                throw impossible("The live consumer has not read the " + part.name() + " of "
                        + LIVE_BEHIND_MAX.toSeconds() + " seconds ago; try again when it has caught up.");
            }
            step.run();
            pause();
        }
    }

    private static void tell(Phase phase, List<Part> parts, BesideMemory beside, Watcher watcher) {
        if (watcher.isCancelled()) {
            throw new RebuildException(RebuildException.Cause.CANCELLED, "The rebuild was cancelled.");
        }
        hold(beside);
        long read = parts.stream().mapToLong(Part::read).sum();
        long remaining = parts.stream().mapToLong(Part::remaining).sum();
        watcher.progress(new Progress(
                phase,
                read,
                read + remaining,
                parts.stream().mapToLong(Part::poison).sum()));
    }

    private static void hold(BesideMemory beside) {
        if (!await(beside.hold())) {
            throw new RebuildException(RebuildException.Cause.BUSY, NAME + " is being rebuilt already.");
        }
    }

    private static RebuildException impossible(String sentence) {
        return new RebuildException(RebuildException.Cause.IMPOSSIBLE, sentence);
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RebuildException(RebuildException.Cause.CANCELLED, "The rebuild was cancelled.");
        }
    }

    private static <T> T await(Uni<T> work) {
        return UserUpdates.patiently(work).await().indefinitely();
    }
}
