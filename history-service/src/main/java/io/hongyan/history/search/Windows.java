package io.hongyan.history.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * From when on to look, in steps: the newest messages come first, hence most often nothing has to be known of older ones. A
 * word that almost every message has would otherwise be met in all of them. Each message is in one stretch of each level.
 */
final class Windows {

    /** Stretches of one length. */
    enum Level {
        /** 9.3 hours. */
        HOURS(25),
        /** 6.2 days. */
        DAYS(29),
        /** 99 days. */
        SEASONS(33);

        private final int shift;

        Level(int shift) {
            this.shift = shift;
        }

        /** The stretch that a time is in. */
        long number(long timeMs) {
            return timeMs >> shift;
        }

        private long begin(long number) {
            return number << shift;
        }
    }

    /** How many stretches of a level are looked at together: about four times as many messages with each step. */
    private static final int[] STRETCHES = {2, 8};

    /**
     * A step.
     *
     * @param fromMs the first time in it
     * @param query what finds no other messages, as PostgreSQL's {@code tsquery}; empty for those of all times
     */
    record Window(long fromMs, String query) {}

    private Windows() {}

    /**
     * The steps, each containing those before.
     *
     * @param afterMs the first time that is wanted
     * @param untilMs the last one
     */
    static List<Window> of(long afterMs, long untilMs) {
        List<Window> windows = new ArrayList<>();
        for (Level level : Level.values()) {
            for (int stretches : STRETCHES) {
                long last = level.number(untilMs);
                long first = Math.max(last - stretches + 1, level.number(Math.max(afterMs, 0)));
                if (first > last) {
                    return List.of(new Window(afterMs, query(level, last, last))); // nothing can be in it
                }
                long from = Math.max(level.begin(first), afterMs);
                windows.add(new Window(from, query(level, first, last)));
                if (level.begin(first) <= afterMs) {
                    return windows;
                }
            }
        }
        windows.add(new Window(afterMs, ""));
        return windows;
    }

    private static String query(Level level, long first, long last) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(number -> Lexemes.quoted(Lexemes.ofTime(level, number)))
                .collect(Collectors.joining(" | ", "(", ")"));
    }
}
