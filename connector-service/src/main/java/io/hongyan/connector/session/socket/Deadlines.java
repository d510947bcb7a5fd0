package io.hongyan.connector.session.socket;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Wakes what is due, on one event loop, with one timer for all: the loop sleeps until the earliest deadline. Deadlines
 * are kept in slices of time; those that were moved later are found when the earlier slice comes. Used on the loop only.
 */
final class Deadlines {

    private static final long SLICE_MILLIS = 250;

    private final EventExecutor loop;
    private final InstantSource clock;
    private final TreeMap<Long, Set<Timed>> slices = new TreeMap<>();
    private @Nullable ScheduledFuture<?> timer;
    private long timerSlice = Long.MAX_VALUE;

    Deadlines(EventExecutor loop, InstantSource clock) {
        this.loop = loop;
        this.clock = clock;
    }

    /** Something with a deadline. */
    abstract static class Timed {

        private static final long NOT_WATCHED = Long.MIN_VALUE;

        private long slice = NOT_WATCHED;

        /** When it wants to be woken. */
        abstract Instant due();

        /** It is due, or was due before it moved its deadline. */
        abstract void wake();
    }

    /** Watches it from now on, or takes note of an earlier deadline. */
    void watch(Timed timed) {
        long slice = Math.max(sliceAfter(timed.due()), now() + 1); // what stays due must not hold the loop
        if (timed.slice == Timed.NOT_WATCHED || slice < timed.slice) {
            forget(timed);
            put(timed, slice);
            schedule();
        }
    }

    /** Watches it no more. */
    void forget(Timed timed) {
        Set<Timed> slice = slices.get(timed.slice);
        if (slice != null && slice.remove(timed) && slice.isEmpty()) {
            slices.remove(timed.slice);
        }
        timed.slice = Timed.NOT_WATCHED;
    }

    /** How many slices there are to look at. */
    int size() {
        return slices.values().stream().mapToInt(Set::size).sum();
    }

    private void put(Timed timed, long slice) {
        timed.slice = slice;
        slices.computeIfAbsent(slice, _ -> new HashSet<>()).add(timed);
    }

    private void run() {
        timer = null;
        timerSlice = Long.MAX_VALUE;
        long now = now();
        for (var first = slices.firstEntry(); first != null && first.getKey() <= now; first = slices.firstEntry()) {
            slices.pollFirstEntry();
            first.getValue().forEach(timed -> wake(timed, now));
        }
        schedule();
    }

    private void wake(Timed timed, long now) {
        timed.slice = Timed.NOT_WATCHED;
        long slice = sliceAfter(timed.due());
        if (slice > now) {
            put(timed, slice); // moved later since
        } else {
            timed.wake();
        }
    }

    private void schedule() {
        Map.Entry<Long, Set<Timed>> first = slices.firstEntry();
        if (first == null || first.getKey() >= timerSlice) {
            return;
        }
        if (timer != null) {
            timer.cancel(false);
        }
        timerSlice = first.getKey();
        long millis = Math.max(1, timerSlice * SLICE_MILLIS - clock.millis());
        timer = loop.schedule(this::run, millis, TimeUnit.MILLISECONDS);
    }

    private long now() {
        return clock.millis() / SLICE_MILLIS;
    }

    private static long sliceAfter(Instant due) {
        return (due.toEpochMilli() + SLICE_MILLIS - 1) / SLICE_MILLIS;
    }
}
