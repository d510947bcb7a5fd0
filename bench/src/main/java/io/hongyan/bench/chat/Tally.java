package io.hongyan.bench.chat;

import io.hongyan.bench.Report;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What became of all messages. Safe for use by several threads. */
public final class Tally {

    private static final long LATENCY_MAX = TimeUnit.MINUTES.toNanos(2);

    private final int receivers;
    private final Histogram acked = new Histogram(LATENCY_MAX, 3);
    private final Histogram received = new Histogram(LATENCY_MAX, 3);
    private long sent;
    private long failed;
    private long repeated;

    /** Of messages that one other receives. */
    public Tally() {
        this(1);
    }

    /**
     * Of messages that several others receive.
     *
     * @param receivers how many, at least 1
     */
    public Tally(int receivers) {
        this.receivers = receivers;
    }

    synchronized void sent() {
        sent++;
    }

    synchronized void acked(long nanos) {
        acked.recordValue(Math.clamp(nanos, 0, LATENCY_MAX));
    }

    synchronized void failed() {
        failed++;
    }

    synchronized void received(long nanos) {
        received.recordValue(Math.clamp(nanos, 0, LATENCY_MAX));
    }

    /** An event whose number was had already. */
    synchronized void repeated() {
        repeated++;
    }

    /** Whether every message was acknowledged, and received by all. */
    public synchronized boolean complete() {
        return failed == 0 && acked.getTotalCount() == sent && received.getTotalCount() == sent * receivers;
    }

    /** Whether every message was acknowledged. */
    synchronized boolean acknowledged() {
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
                sent %d, acked %d, received %d, failed %d, lost %d, repeated %d
                                    p50       p99     p99.9       max   (ms, from when a message was due)
                send to ack    %s
                send to receive%s""".formatted(
                        sent,
                        acked.getTotalCount(),
                        received.getTotalCount(),
                        failed,
                        sent * receivers - received.getTotalCount(),
                        repeated,
                        row(acked),
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
        report.latencies(prefix + "send_to_ack", acked);
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
