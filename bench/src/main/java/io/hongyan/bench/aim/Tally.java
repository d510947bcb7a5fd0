package io.hongyan.bench.aim;

import io.hongyan.bench.Report;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What became of all messages. Safe for use by several threads. */
public final class Tally {

    private static final long LATENCY_MAX = TimeUnit.MINUTES.toNanos(2);

    private final int receivers;
    private final boolean acknowledged;
    private final Histogram acked = new Histogram(LATENCY_MAX, 3);
    private final Histogram received = new Histogram(LATENCY_MAX, 3);
    private long sent;
    private long failed;
    private long repeated;
    private long late;

    /** Of messages that one other receives, and that are acknowledged. */
    public Tally() {
        this(1, true);
    }

    /**
     * Of messages that several others receive, and that are acknowledged.
     *
     * @param receivers how many, at least 1
     */
    public Tally(int receivers) {
        this(receivers, true);
    }

    /**
     * Of messages that others receive.
     *
     * @param receivers how many, at least 1
     * @param acknowledged whether who writes is told that a message was taken
     */
    public Tally(int receivers, boolean acknowledged) {
        this.receivers = receivers;
        this.acknowledged = acknowledged;
    }

    /** One was sent, or will be as soon as it can. */
    public synchronized void sent() {
        sent++;
    }

    /** One was acknowledged, so long after it was due. */
    public synchronized void acked(long nanos) {
        acked.recordValue(Math.clamp(nanos, 0, LATENCY_MAX));
    }

    /** One was refused, or it is not known what became of it. */
    public synchronized void failed() {
        failed++;
    }

    /** Somebody received one now. */
    public void received(Body body, Order.Came came) {
        received(System.nanoTime() - body.due(), came);
    }

    /** Somebody received one, so long after it was due. */
    synchronized void received(long nanos, Order.Came came) {
        switch (came) {
            case AGAIN -> repeated++;
            case LATE -> {
                late++;
                received.recordValue(Math.clamp(nanos, 0, LATENCY_MAX));
            }
            case IN_ORDER -> received.recordValue(Math.clamp(nanos, 0, LATENCY_MAX));
        }
    }

    /** Whether every message was received by all, and acknowledged, if messages are. */
    public synchronized boolean complete() {
        return failed == 0
                && (!acknowledged || acked.getTotalCount() == sent)
                && received.getTotalCount() == sent * receivers;
    }

    /** Whether every message was acknowledged. */
    public synchronized boolean acknowledged() {
        return acked.getTotalCount() == sent;
    }

    /** How many were sent. */
    public synchronized long sentCount() {
        return sent;
    }

    /** How often a message was received. */
    public synchronized long receivedCount() {
        return received.getTotalCount();
    }

    /** Begins anew. */
    public synchronized void reset() {
        acked.reset();
        received.reset();
        sent = 0;
        failed = 0;
        repeated = 0;
        late = 0;
    }

    /** The latency below which 99 of 100 messages were received, in milliseconds from when they were due. */
    public synchronized double receivedP99() {
        return Report.millis(received, 99);
    }

    /** The latency below which 99 of 100 messages were acknowledged, in milliseconds from when they were due. */
    public synchronized double ackedP99() {
        return Report.millis(acked, 99);
    }

    /** All counts, and the latencies of both kinds. */
    private String table() {
        return """
                sent %d, acked %s, received %d, failed %d, lost %d, repeated %d, out of order %d
                                    p50       p99     p99.9       max   (ms, from when a message was due)
                send to ack    %s
                send to receive%s""".formatted(
                        sent,
                        acknowledged ? acked.getTotalCount() : "none (nobody is told)",
                        received.getTotalCount(),
                        failed,
                        sent * receivers - received.getTotalCount(),
                        repeated,
                        late,
                        acknowledged ? row(acked) : "         -         -         -         -",
                        row(received));
    }

    /** Tells all of that. */
    public void tell(Report report) {
        tell(report, "");
    }

    /**
     * Tells all of that, where there is more than one tally.
     *
     * @param prefix what the names of figures begin with
     */
    public synchronized void tell(Report report, String prefix) {
        report.say(table());
        report.figure(prefix + "sent", sent);
        report.figure(prefix + "failed", failed);
        report.figure(prefix + "lost", sent * receivers - received.getTotalCount());
        report.figure(prefix + "repeated", repeated);
        report.figure(prefix + "out_of_order", late);
        if (acknowledged) {
            report.latencies(prefix + "send_to_ack", acked);
        }
        report.latencies(prefix + "send_to_receive", received);
    }

    private static String row(Histogram latencies) {
        return "%10.1f%10.1f%10.1f%10.1f"
                .formatted(
                        Report.millis(latencies, 50),
                        Report.millis(latencies, 99),
                        Report.millis(latencies, 99.9),
                        Report.maxMillis(latencies));
    }
}
