package io.hongyan.connector.session;

import java.time.Duration;
import java.time.Instant;

/** Lets so many things through per second, averaged over a burst. Not for use by several threads. */
public final class TokenBucket {

    private final double perMilli;
    private final double burst;
    private double tokens;
    private Instant filled;

    /** A full bucket. */
    public TokenBucket(int perSecond, int burst, Instant now) {
        this.perMilli = perSecond / 1000.0;
        this.burst = burst;
        this.tokens = burst;
        this.filled = now;
    }

    /** Takes one token, if there is one. */
    public boolean take(Instant now) {
        fill(now);
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    /** After how many milliseconds there will be a token; 0 if there is one. */
    public int millisToNext(Instant now) {
        fill(now);
        return tokens >= 1 ? 0 : (int) Math.ceil((1 - tokens) / perMilli);
    }

    private void fill(Instant now) {
        long millis = Duration.between(filled, now).toMillis();
        if (millis > 0) { // a clock set back fills nothing, and takes nothing
            tokens = Math.min(burst, tokens + millis * perMilli);
            filled = now;
        }
    }
}
