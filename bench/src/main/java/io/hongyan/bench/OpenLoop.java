package io.hongyan.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Things that are due at fixed times, whether or not earlier ones are done. What is late is done at once, and counts from when it was
 * due, so that a stall is seen by all that it delays.
 */
public final class OpenLoop {

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private OpenLoop() {}

    /** What is done. */
    public interface Deed {

        /**
         * Does it; must not wait for what comes of it.
         *
         * @param index of it, from 0
         * @param due when it was due, by {@link System#nanoTime}
         */
        void at(long index, long due);
    }

    /** Does something so many times, at a rate, and returns after the last. */
    public static void run(int perSecond, long count, Deed deed) {
        long pause = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long begun = System.nanoTime();
        for (long index = 0; index < count; index++) {
            long due = begun + index * pause;
            for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            deed.at(index, due);
        }
    }

    /** Waits until what was done has come to its end; false if that takes too long. */
    public static boolean settled(BooleanSupplier done, long secondsMax) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(secondsMax);
        while (!done.getAsBoolean() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return done.getAsBoolean();
    }
}
