package io.hongyan.push.send.lane;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How fast one app's alerts may go, whichever way each of them takes: shared by the app's lanes. From any thread. */
public final class Pace {

    private final Bucket.@Nullable Rate rate;
    private Bucket bucket = Bucket.full();

    private Pace(Bucket.@Nullable Rate rate) {
        this.rate = rate;
    }

    /** As fast as providers take them. */
    public static Pace unlimited() {
        return new Pace(null);
    }

    /** No faster than that. */
    public static Pace of(Bucket.Rate rate) {
        return new Pace(rate);
    }

    /** Asks whether one more may go; answers how long to wait before asking again, zero if it may. */
    public synchronized Duration take(Instant now) {
        if (rate == null) {
            return Duration.ZERO;
        }
        Bucket.Draw draw = bucket.draw(now, rate);
        bucket = draw.next();
        return draw.pause();
    }

    /** How many go in such a time: one at least. */
    public int within(Duration time) {
        return rate == null
                ? Integer.MAX_VALUE
                : (int) Math.clamp(time.dividedBy(rate.interval()), 1, Integer.MAX_VALUE);
    }

    /** How long it takes so many to go. */
    public Duration timeFor(int alerts) {
        return rate == null ? Duration.ZERO : rate.interval().multipliedBy(alerts);
    }
}
