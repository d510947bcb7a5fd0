package io.hongyan.connector.session;

import io.hongyan.connector.frame.SharedFrame;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Frames on their way to a client, in order, bounded by count and bytes. A single frame beyond the bytes may be alone in
 * it. Frames wait here until the box is opened, which Welcome does. Safe for use by many threads.
 */
public final class Outbox {

    private final int framesMax;
    private final int bytesMax;
    private final ArrayDeque<SharedFrame> frames = new ArrayDeque<>(0);
    private long bytes;
    private boolean open;
    private boolean collecting;

    /** An empty box with these bounds, not yet open. */
    public Outbox(int framesMax, int bytesMax) {
        this.framesMax = framesMax;
        this.bytesMax = bytesMax;
    }

    /** What became of a frame. */
    public enum Placing {
        /** It waits, and somebody is to come and collect. */
        COLLECT,
        /** It waits. */
        WAITS,
        /** There was no room for it. */
        FULL
    }

    /** Puts a frame last. */
    public synchronized Placing add(SharedFrame frame) {
        if (frames.size() >= framesMax || (!frames.isEmpty() && bytes + frame.bytes() > bytesMax)) {
            return Placing.FULL;
        }
        frames.addLast(frame);
        bytes += frame.bytes();
        return open && claim() ? Placing.COLLECT : Placing.WAITS;
    }

    /** Opens the box with a frame before all others; somebody is to come and collect. */
    public synchronized void open(SharedFrame first) {
        frames.addFirst(first);
        bytes += first.bytes();
        open = true;
        collecting = true;
    }

    /** The next frame for who collects. With null the collection is over, and the next frame starts another. */
    public synchronized @Nullable SharedFrame next() {
        SharedFrame next = frames.pollFirst();
        if (next == null) {
            collecting = false;
        } else {
            bytes -= next.bytes();
        }
        return next;
    }

    /** Whether it has been opened. */
    public synchronized boolean opened() {
        return open;
    }

    /** Empties the box. */
    public synchronized void clear() {
        frames.clear();
        bytes = 0;
    }

    /** How many bytes wait. */
    public synchronized long bytes() {
        return bytes;
    }

    private boolean claim() {
        boolean mine = !collecting;
        collecting = true;
        return mine;
    }
}
