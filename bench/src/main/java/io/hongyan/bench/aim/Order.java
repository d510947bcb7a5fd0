package io.hongyan.bench.aim;

import java.util.BitSet;

/** What one receiver has of one sender, by the numbers of {@link Body}. Safe for use by several threads. */
public final class Order {

    private final BitSet had = new BitSet();
    private int highest;

    /** How a message came. */
    public enum Came {
        /** After all that were written before it and have come. */
        IN_ORDER,
        /** After one that was written later. */
        LATE,
        /** Not for the first time. */
        AGAIN
    }

    /** The message of that number came. */
    public synchronized Came came(int number) {
        if (had.get(number)) {
            return Came.AGAIN;
        }
        had.set(number);
        if (number < highest) {
            return Came.LATE;
        }
        highest = number;
        return Came.IN_ORDER;
    }
}
