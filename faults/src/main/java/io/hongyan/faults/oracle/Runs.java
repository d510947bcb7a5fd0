package io.hongyan.faults.oracle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one device showed of one conversation: stretches of numbers without holes, and when it had come how far. */
final class Runs {

    private static final long REMEMBERED_MS = 120_000;

    private final List<Run> runs = new ArrayList<>();
    private final Set<Long> skipped = new HashSet<>();
    private final Deque<long[]> progress = new ArrayDeque<>(); // time and number, of the last minutes
    private long last;

    /** From a number to a number. */
    record Run(long from, long to) {}

    /** How a number relates to those before. */
    enum Order {
        NEXT,
        FIRST,
        AFTER_A_GAP,
        TWICE,
        LATE
    }

    Order show(long seq, long atMs) {
        if (seq <= last) {
            return skipped.remove(seq) || seq < runs.getFirst().from() ? Order.LATE : Order.TWICE;
        }
        Order order = runs.isEmpty() ? Order.FIRST : seq == last + 1 ? Order.NEXT : Order.AFTER_A_GAP;
        if (order == Order.NEXT) {
            runs.set(runs.size() - 1, new Run(runs.getLast().from(), seq));
        } else {
            // Of a hole that is as wide as this, the rest is called shown twice if it ever comes.
            for (long skip = last + 1; order == Order.AFTER_A_GAP && skip < Math.min(seq, last + 1_000); skip++) {
                skipped.add(skip);
            }
            runs.add(new Run(seq, seq));
        }
        last = seq;
        progress.add(new long[] {atMs, seq});
        while (progress.getFirst()[0] < atMs - REMEMBERED_MS) {
            progress.removeFirst();
        }
        return order;
    }

    List<Run> all() {
        return runs;
    }

    /** The highest number shown; 0 if none was. */
    long last() {
        return last;
    }

    /** Whether a number had been shown by a time of the last minutes. */
    boolean hadBy(long seq, long atMs) {
        return progress.stream().anyMatch(step -> step[0] <= atMs && step[1] >= seq);
    }
}
