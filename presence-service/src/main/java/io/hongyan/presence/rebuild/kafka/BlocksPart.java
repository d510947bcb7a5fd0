package io.hongyan.presence.rebuild.kafka;

import io.hongyan.eventlog.Topics;
import io.hongyan.presence.rebuild.redis.BesideMemory;
import io.hongyan.presence.session.kafka.UserUpdates;
import io.hongyan.presence.visibility.BlockChange;
import io.hongyan.presence.visibility.kafka.BlocksConsumer;
import io.hongyan.presence.visibility.redis.BlockStore;
import io.hongyan.proto.events.v1.Event;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Who has blocked whom: a function of all events. Noted beside what is live, in a hash for each user, which takes the live
 * one's place.
 */
final class BlocksPart implements Part {

    private final BlockStore blocks;
    private final BesideMemory beside;
    private final Following<Event> events;
    private boolean isSettling;

    BlocksPart(Map<String, Object> kafka, BlockStore blocks, BesideMemory beside) {
        this.blocks = blocks;
        this.beside = beside;
        events = new Following<>(kafka, Topics.EVENTS, BlocksConsumer::decode, this::note);
    }

    @Override
    public String name() {
        return "blocks";
    }

    private void note(List<Event> batch) {
        List<BlockChange> changes =
                batch.stream().map(BlockChange::of).filter(Objects::nonNull).toList();
        for (BlockChange change : changes) {
            if (isSettling) {
                await(blocks.apply(change));
                continue;
            }
            await(blocks.apply(change, beside.beside()));
            await(blocks.expire(change.actor(), beside.beside(), beside.kept()));
            await(blocks.expire(change.other(), beside.beside(), beside.kept()));
            await(beside.add(PresenceRebuild.set(this, 0), List.of(change.actor(), change.other())));
        }
    }

    @Override
    public void catchUp(Runnable afterEachBatch) {
        events.catchUp(afterEachBatch);
    }

    @Override
    public boolean isAppliedLive() {
        return events.isCoveredBy(await(blocks.positions()));
    }

    @Override
    public Uni<Boolean> differs(String userId, boolean isLast) {
        return blocks.all(userId, beside.beside())
                .chain(said -> blocks.all(userId, "").map(live -> !live.equals(said)))
                .call(differs -> differs ? Uni.createFrom().voidItem() : blocks.settle(userId, beside.beside(), false));
    }

    @Override
    public Uni<Void> mend(String userId) {
        return blocks.settle(userId, beside.beside(), true);
    }

    /** What the live consumer wrote just before a hash took its place would be gone with the old one. */
    @Override
    public void settled() {
        isSettling = true;
        events.catchUp(() -> {});
    }

    private static <T> T await(Uni<T> work) {
        return UserUpdates.patiently(work).await().indefinitely();
    }

    @Override
    public long read() {
        return events.read();
    }

    @Override
    public long remaining() {
        return events.remaining();
    }

    @Override
    public long poison() {
        return events.poison();
    }

    @Override
    public void close() {
        events.close();
    }
}
