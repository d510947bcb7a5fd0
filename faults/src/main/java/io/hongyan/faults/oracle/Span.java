package io.hongyan.faults.oracle;

/**
 * A time as a member.
 *
 * @param joined the number of the event from which on the user sees a conversation
 * @param left that of the last event the user sees; {@link #OPEN} while a member
 */
record Span(long joined, long left) {

    static final long OPEN = Long.MAX_VALUE;

    boolean isOpen() {
        return left == OPEN;
    }

    boolean has(long seq) {
        return joined <= seq && seq <= left;
    }
}
