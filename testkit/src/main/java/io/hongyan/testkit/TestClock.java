package io.hongyan.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is turned. Safe to share among threads. */
public final class TestClock implements InstantSource {

    private volatile Instant now;

    private TestClock(Instant start) {
        now = start;
    }

    /** A clock that shows the given time. */
    public static TestClock at(Instant start) {
        return new TestClock(start);
    }

    @Override
    public Instant instant() {
        return now;
    }

    /** Turns the clock on, or back by a negative duration, and returns the new time. */
    public synchronized Instant advance(Duration duration) {
        now = now.plus(duration);
        return now;
    }

    /** Turns the clock to a time. */
    public synchronized void set(Instant instant) {
        now = instant;
    }
}
