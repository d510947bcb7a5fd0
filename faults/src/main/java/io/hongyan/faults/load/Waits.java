package io.hongyan.faults.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How long each message waited for its ack, counted from when it was due to be sent. Safe for several threads. */
public final class Waits {

    private record Wait(long dueNanos, long nanos) {}

    private final List<Wait> waits = new ArrayList<>();
    private long begun;
    private long failed;

    /** A message is due now. */
    public synchronized void begin() {
        begun++;
    }

    /** It was acknowledged. */
    public synchronized void acknowledged(long dueNanos, long nowNanos) {
        waits.add(new Wait(dueNanos, nowNanos - dueNanos));
    }

    /** It failed for good. */
    public synchronized void failed() {
        failed++;
    }

    /** Forgets what was. Messages that wait are still counted. */
    public synchronized void forget() {
        begun -= waits.size() + failed;
        failed = 0;
        waits.clear();
    }

    /** How many wait now. */
    public synchronized long waiting() {
        return begun - waits.size() - failed;
    }

    /** How many failed for good since the last {@link #forget}. */
    public synchronized long failures() {
        return failed;
    }

    /** How many were acknowledged since the last {@link #forget}. */
    public synchronized int count() {
        return waits.size();
    }

    /** The wait that a share of the messages did not exceed: 0.5 for the median, 1 for the longest; zero without messages. */
    public synchronized Duration quantile(double share) {
        long[] sorted = waits.stream().mapToLong(Wait::nanos).sorted().toArray();
        return sorted.length == 0
                ? Duration.ZERO
                : Duration.ofNanos(sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)]);
    }
}
