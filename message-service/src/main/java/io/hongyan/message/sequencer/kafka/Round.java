package io.hongyan.message.sequencer.kafka;

import java.time.Duration;

/**
 * When what was decided is committed. A commit costs nearly the same whatever is in it, in this process and in all who read
 * what it wrote, so a machine with little time left must make fewer of them: the pause between two grows with what the last
 * ones took, within bounds. Where there is room it is the least; where there is none, each commit holds more, all of them
 * together cost less, and a backlog melts. After a lull the first decision is committed at once.
 *
 * <p>For one thread, and not thread-safe. Times are those of {@link System#nanoTime()}.
 */
final class Round {

    /** Of a thread that is always busy, one part in four goes into commits. */
    private static final int PATIENCE = 3;

    /** How much the newest commit counts: one that was slow by chance must not delay acks for long. */
    private static final double WEIGHT = 0.25;

    private final long leastNanos;
    private final long mostNanos;

    private boolean open;
    private long committedNanos;
    private double tookNanos;

    /**
     * Nothing is decided yet, and the first decision need not wait.
     *
     * @param least the pause between commits where they take no time
     * @param most the pause at most, however long they take; no less than the least
     */
    Round(Duration least, Duration most, long nowNanos) {
        this.leastNanos = least.toNanos();
        this.mostNanos = Math.max(leastNanos, most.toNanos());
        this.committedNanos = nowNanos - mostNanos;
    }

    /** Something was decided that waits for a commit. */
    void decided() {
        open = true;
    }

    /** Whether what was decided is to be committed now. */
    boolean isOver(long nowNanos) {
        return open && nowNanos - committedNanos >= pauseNanos();
    }

    /** All that was decided is committed. */
    void committed(long nowNanos, Duration took) {
        open = false;
        committedNanos = nowNanos;
        tookNanos += WEIGHT * (took.toNanos() - tookNanos);
    }

    private long pauseNanos() {
        return Math.clamp((long) (PATIENCE * tookNanos), leastNanos, mostNanos);
    }
}
