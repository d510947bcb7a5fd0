package io.hongyan.faults.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Waiting for moments, by {@link System#nanoTime}. For threads that have nothing else to do. */
public final class Pause {

    private Pause() {}

    /** Returns when a moment has come; at once if it is over. */
    public static void until(long nanos) {
        for (long wait = nanos - System.nanoTime(); wait > 0; wait = nanos - System.nanoTime()) {
            LockSupport.parkNanos(wait);
        }
    }

    /** Does something once a second until some time is over. */
    public static void lasting(Duration time, Runnable everySecond) {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() - until < 0) {
            everySecond.run();
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
        }
    }
}
