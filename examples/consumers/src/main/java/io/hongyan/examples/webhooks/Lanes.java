package io.hongyan.examples.webhooks;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is on its way to one receiver: a lane for each partition, in which only the first record is tried, so that a conversation's
 * events arrive in order. A receiver that fails rests, with all lanes, for longer each time; then one request finds out whether it is
 * back. Pure: who calls it makes the requests and says what time it is. Bounded by who adds: a lane is filled when it is empty.
 *
 * @param <T> what is sent
 */
public final class Lanes<T> {

    /**
     * One record in its place.
     *
     * @param lane the partition
     * @param offset its place there
     * @param attempts how often it was tried, this time included
     */
    public record Item<T>(int lane, long offset, int attempts, T what) {}

    /** What becomes of a record that was tried. */
    public sealed interface Next {

        /** Its lane goes on. */
        record Done() implements Next {}

        /** It is tried again; nothing before then. */
        record Again(Instant at) implements Next {}

        /** It is to become a dead letter; {@link Lanes#buried} lets its lane go on. */
        record GiveUp(String reason) implements Next {}
    }

    private static final class Lane<T> {
        private final Deque<Item<T>> waiting = new ArrayDeque<>();
        private long end;
        private boolean underWay;

        private Lane(long end) {
            this.end = end;
        }
    }

    private final RetryPolicy policy;
    private final Map<Integer, Lane<T>> lanes = new TreeMap<>();
    private int failures;
    private Instant restsUntil = Instant.MIN;

    /** Empty lanes. */
    public Lanes(RetryPolicy policy) {
        this.policy = policy;
    }

    /** Begins a lane, at the place of its first record. */
    public void open(int lane, long offset) {
        lanes.put(lane, new Lane<>(offset));
    }

    /** Forgets a lane: another process has it now. */
    public void close(int lane) {
        lanes.remove(lane);
    }

    /** A record that is to be sent, behind those of its lane. */
    public void add(int lane, long offset, T what) {
        Lane<T> its = its(lane);
        its.waiting.add(new Item<>(lane, offset, 0, what));
        its.end = offset + 1;
    }

    /** A record that is not to be sent. */
    public void skip(int lane, long offset) {
        its(lane).end = offset + 1;
    }

    /** What is to be sent now; each must be {@link #answered}. */
    public List<Item<T>> due(Instant now) {
        if (now.isBefore(restsUntil)) {
            return List.of();
        }
        List<Item<T>> due = new ArrayList<>();
        boolean probing = failures > 0;
        if (probing && lanes.values().stream().anyMatch(lane -> lane.underWay)) {
            return due;
        }
        for (Lane<T> lane : lanes.values()) {
            Item<T> first = lane.waiting.peek();
            if (first != null && !lane.underWay) {
                lane.underWay = true;
                due.add(new Item<>(first.lane(), first.offset(), first.attempts() + 1, first.what()));
                if (probing) {
                    break;
                }
            }
        }
        return due;
    }

    /** Says what becomes of a record. Empty if its lane was closed meanwhile. */
    public Optional<Next> answered(Item<T> item, Answer answer, Instant now) {
        Lane<T> lane = lanes.get(item.lane());
        Item<T> first = lane == null ? null : lane.waiting.peek();
        if (lane == null || first == null || !lane.underWay || first.offset() != item.offset()) {
            return Optional.empty();
        }
        lane.underWay = false;
        return Optional.of(
                switch (answer) {
                    case Answer.Taken _ -> {
                        lane.waiting.remove();
                        failures = 0;
                        yield new Next.Done();
                    }
                    case Answer.Refused(String reason) -> {
                        failures = 0; // it is there, and has looked at it
                        lane.underWay = true;
                        yield new Next.GiveUp(reason);
                    }
                    case Answer.Failed failed -> failed(lane, item, failed, now);
                });
    }

    private Next failed(Lane<T> lane, Item<T> item, Answer.Failed failed, Instant now) {
        if (!now.isBefore(restsUntil)) { // else one of several that failed at once
            failures++;
            restsUntil = now.plus(policy.pause(failures, failed.pause()));
        }
        if (item.attempts() >= policy.attemptsMax()) {
            lane.underWay = true;
            return new Next.GiveUp(failed.reason());
        }
        lane.waiting.remove();
        lane.waiting.addFirst(item);
        return new Next.Again(restsUntil);
    }

    /** A record that was given up is a dead letter now, or {@code false}: could not become one and is tried again. */
    public void buried(Item<T> item, boolean written) {
        Lane<T> lane = lanes.get(item.lane());
        if (lane != null && lane.underWay) {
            lane.underWay = false;
            if (written) {
                lane.waiting.remove();
            }
        }
    }

    /** Whether more may be added to a lane. */
    public boolean isEmpty(int lane) {
        return its(lane).waiting.isEmpty();
    }

    /** Whether nothing waits in any lane. */
    public boolean isEmpty() {
        return lanes.values().stream().allMatch(lane -> lane.waiting.isEmpty());
    }

    /** Up to where everything of a lane has been taken, or buried, or skipped: its position. */
    public long position(int lane) {
        Lane<T> its = its(lane);
        Item<T> first = its.waiting.peek();
        return first == null ? its.end : first.offset();
    }

    private Lane<T> its(int lane) {
        Lane<T> its = lanes.get(lane);
        if (its == null) {
            throw new IllegalArgumentException("there is no lane " + lane);
        }
        return its;
    }
}
