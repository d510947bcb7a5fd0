package io.hongyan.client.login;

/**
 * Keeps to the frames per second that the server allows: a bucket of a burst that fills at the rate. A little below
 * both, since the two clocks and the network are not exact.
 */
public final class Pace {

    private static final double CAUTION = 0.9;
    private static final double NANOS = 1e9;

    private final double perNano;
    private final double burst;
    private double tokens;
    private long filledAt;

    /**
     * A full bucket.
     *
     * @param framesPerSecond 0: no limit
     * @param framesBurst how many may go at once
     * @param now in nanoseconds, by any clock that does not jump
     */
    public Pace(int framesPerSecond, int framesBurst, long now) {
        perNano = framesPerSecond * CAUTION / NANOS;
        burst = Math.max(1, framesBurst * CAUTION);
        tokens = burst;
        filledAt = now;
    }

    /** Takes leave for one frame: 0 if it may go now, else how many nanoseconds to wait before asking again. */
    public long take(long now) {
        if (perNano <= 0) {
            return 0;
        }
        tokens = Math.min(burst, tokens + (now - filledAt) * perNano);
        filledAt = now;
        if (tokens >= 1) {
            tokens--;
            return 0;
        }
        return (long) Math.ceil((1 - tokens) / perNano);
    }
}
