package io.hongyan.message.api;

import java.time.Duration;
import java.time.Instant;

/** A bucket of tokens that fills steadily. Safe for use by many threads. */
public final class RateLimit {

    private static final double NANOS_PER_SECOND = 1e9;

    private final int perSecond;
    private final int burst;
    private double tokens;
    private Instant filled;

    /**
     * A full bucket.
     *
     * @param perSecond how many tokens come each second
     * @param burst how many it holds
     */
    public RateLimit(int perSecond, int burst, Instant now) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.tokens = burst;
        this.filled = now;
    }

    /** Takes a token: zero if there was one, else after how long there will be. */
    public synchronized Duration take(Instant now) {
        if (now.isAfter(filled)) {
            double seconds = Duration.between(filled, now).toNanos() / NANOS_PER_SECOND;
            tokens = Math.min(burst, tokens + seconds * perSecond);
            filled = now;
        }
        if (tokens >= 1) {
            tokens -= 1;
            return Duration.ZERO;
        }
        return Duration.ofNanos((long) Math.ceil((1 - tokens) / perSecond * NANOS_PER_SECOND));
    }
}
