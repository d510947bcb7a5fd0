package io.hongyan.bench.login;

import io.hongyan.bench.Report;
import io.hongyan.bench.aim.Reception;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What became of one round's logins. Safe for use by several threads. */
public final class Arrivals implements Reception {

    private static final long WAIT_MAX = TimeUnit.MINUTES.toNanos(5);

    private final Histogram waits = new Histogram(WAIT_MAX, 3);
    private final long begun = System.nanoTime();
    private final CountDownLatch missing;
    private long putOff;
    private long broken;

    /** Nobody of so many is in yet. */
    public Arrivals(int clients) {
        missing = new CountDownLatch(clients);
    }

    @Override
    public void welcomed() {
        synchronized (this) {
            waits.recordValue(Math.clamp(System.nanoTime() - begun, 0, WAIT_MAX));
        }
        missing.countDown();
    }

    @Override
    public synchronized void putOff() {
        putOff++;
    }

    @Override
    public synchronized void broken() {
        broken++;
    }

    /** Waits until all are in; false if that takes too long. */
    public boolean await(long seconds) {
        try {
            return missing.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How many are in. */
    public synchronized long count() {
        return waits.getTotalCount();
    }

    /** Tells all of that. */
    public synchronized void tell(Report report) {
        report.latencies("logins", waits);
        report.figure("told_to_come_later", putOff);
        report.figure("broken", broken);
        report.say(
                "%d in; from the first moment until in: p50 %.0f ms, p99 %.0f ms, last %.0f ms; told to come later %d times, broken %d"
                        .formatted(
                                waits.getTotalCount(),
                                Report.millis(waits, 50),
                                Report.millis(waits, 99),
                                Report.maxMillis(waits),
                                putOff,
                                broken));
    }
}
