package io.hongyan.push.decision;

import java.time.Duration;

/**
 * Growing pauses between attempts: doubled each time up to a bound, and shortened by chance by up to a half.
 *
 * @param first the longest first pause
 * @param max the longest pause of all
 */
public record Backoff(Duration first, Duration max) {

    private static final int DOUBLINGS_MAX = 30; // a second doubled so often is 34 years: beyond any bound, no overflow

    /**
     * The pause after so many failures.
     *
     * @param failures at least 1
     * @param jitter from 0 to 1
     */
    public Duration pause(int failures, double jitter) {
        Duration full = first.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_MAX));
        Duration bounded = full.compareTo(max) > 0 ? max : full;
        return bounded.minusNanos((long) (bounded.toNanos() / 2.0 * jitter));
    }

    /**
     * The pause after so many failures, where somebody has said how long it must be at least.
     *
     * @param failures at least 1
     * @param jitter from 0 to 1
     * @param least zero if nobody has; else those who were told the same return up to a first pause apart
     */
    public Duration pause(int failures, double jitter, Duration least) {
        Duration pause = pause(failures, jitter);
        if (least.isZero()) {
            return pause;
        }
        Duration asked = least.plusNanos((long) (first.toNanos() * jitter));
        return asked.compareTo(pause) > 0 ? asked : pause;
    }
}
