package io.hongyan.history.archive;

/**
 * Which numbers a page holds. Numbers are dense, so that this is arithmetic and needs no look at the events.
 *
 * @param fromSeq the first one
 * @param toSeq the last one, {@code fromSeq - 1} for an empty page
 * @param more whether there are more in the direction asked
 */
public record Page(long fromSeq, long toSeq, boolean more) {

    /** The page of who may see nothing. */
    public static final Page NOTHING = empty(1);

    /** The events after a seq, at most {@code size}. */
    public static Page after(Visible visible, long seq, int size) {
        long from = Math.max(seq == Long.MAX_VALUE ? seq : seq + 1, visible.firstSeq());
        if (from > visible.lastSeq()) {
            return empty(from);
        }
        long to = visible.lastSeq() - from < size ? visible.lastSeq() : from + size - 1; // no sum that overflows
        return new Page(from, to, to < visible.lastSeq());
    }

    /** The events before a seq, at most {@code size}; 0 means from the end. */
    public static Page before(Visible visible, long seq, int size) {
        long to = seq == 0 ? visible.lastSeq() : Math.min(seq - 1, visible.lastSeq());
        if (to < visible.firstSeq()) {
            return empty(visible.firstSeq());
        }
        long from = Math.max(to - size + 1, visible.firstSeq());
        return new Page(from, to, from > visible.firstSeq());
    }

    /** What a device misses that has everything up to a seq; one that has nothing (0) gets the newest. */
    public static Page missing(Visible visible, long seq, int size) {
        return seq == 0 ? before(visible, 0, size) : after(visible, seq, size);
    }

    /** Whether it holds no event. */
    public boolean isEmpty() {
        return toSeq < fromSeq;
    }

    private static Page empty(long at) {
        return new Page(at, at - 1, false);
    }
}
