package io.hongyan.push.send.lane;

import java.time.Duration;
import java.time.Instant;

/**
 * How many alerts may go at once, of as many as may go per second: a bucket that fills evenly, and gives out one permit for
 * each. Kept as the moment at which it is full again, so that nothing has to be counted while time passes.
 *
 * @param fullAt when it is full, if nobody draws meanwhile
 */
public record Bucket(Instant fullAt) {

    private static final long SECOND_NANOS = 1_000_000_000L;

    /**
     * How fast it fills, and how much it holds: what fills it in a tenth of a second, or one permit. In any second there go
     * {@code perSecond} and one bucket at most.
     *
     * @param perSecond how many permits it gets in a second, from 1 to 1,000,000
     */
    public record Rate(int perSecond) {

        /** The most that can be said: more is no bound. */
        public static final int PER_SECOND_MAX = 1_000_000;

        /**
         * A rate.
         *
         * @throws IllegalArgumentException if it is none
         */
        public Rate {
            if (perSecond < 1 || perSecond > PER_SECOND_MAX) {
                throw new IllegalArgumentException("perSecond must be 1 to 1000000, and is " + perSecond);
            }
        }

        /** How long it takes to get one permit; rounded up, so that it never gives more than it may. */
        public Duration interval() {
            return Duration.ofNanos((SECOND_NANOS + perSecond - 1) / perSecond);
        }

        /** How many permits it holds when it is full. */
        public int burst() {
            return Math.max(1, perSecond / 10);
        }

        private Duration toFill() {
            return interval().multipliedBy(burst());
        }
    }

    /**
     * What came of asking for a permit.
     *
     * @param next the bucket from now on
     * @param pause how long until there may be one; zero if this is one
     */
    public record Draw(Bucket next, Duration pause) {

        /** Whether there was a permit. */
        public boolean permitted() {
            return pause.isZero();
        }
    }

    /** A full one. */
    public static Bucket full() {
        return new Bucket(Instant.MIN);
    }

    /** Asks for a permit. */
    public Draw draw(Instant now, Rate rate) {
        Instant empty = now.plus(rate.toFill());
        Instant full = fullAt.isBefore(now) ? now : fullAt;
        Instant bounded = full.isAfter(empty) ? empty : full; // a clock that was set back must not close it for hours
        Instant next = bounded.plus(rate.interval());
        return next.isAfter(empty)
                ? new Draw(new Bucket(bounded), Duration.between(empty, next))
                : new Draw(new Bucket(next), Duration.ZERO);
    }
}
