package io.hongyan.launcher.chat;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** Counts what was said and has no ack yet, so that a script's last line is not lost at its end. */
final class Sending {

    private int underWay;
    private boolean failed;

    /** One more, until its ack. */
    synchronized void add(CompletionStage<?> acked) {
        underWay++;
        acked.whenComplete((ack, trouble) -> done(trouble == null));
    }

    private synchronized void done(boolean arrived) {
        underWay--;
        failed |= !arrived;
        notifyAll();
    }

    /** Waits until nothing is under way any more. True if everything arrived. */
    synchronized boolean awaitAll(long time, TimeUnit unit) {
        long deadline = System.nanoTime() + unit.toNanos(time);
        try {
            while (underWay > 0) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
            return !failed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
