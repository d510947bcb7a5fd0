package io.hongyan.faults.oracle;

/**
 * How soon things must be so, where all works.
 *
 * @param heartbeatMs how often each client and the server hear of each other
 * @param leaseMs how long a session may outlive its connector
 * @param slackMs what machines under load may take on top of each
 * @param confirmMs after being shown in the foreground, a message is confirmed within this; a part of the time that
 *     alerts wait for it
 */
public record Terms(long heartbeatMs, long leaseMs, long slackMs, long confirmMs) {

    private static final long BURST_MS = 3_000; // hongyan.push.decision.bundle-within

    /** Rejects times that nothing can be judged by. */
    public Terms {
        if (heartbeatMs < 1 || leaseMs < 1 || slackMs < 0 || confirmMs < 1) {
            throw new IllegalArgumentException(
                    "heartbeat, lease and confirmation must be positive, and slack not negative:"
                            + " %d, %d, %d and %d ms.".formatted(heartbeatMs, leaseMs, confirmMs, slackMs));
        }
    }

    /** How soon a connected client knows of an event. */
    long awareMs() {
        return heartbeatMs + slackMs;
    }

    /** How soon who is away is alerted: what comes right after another alert waits for more, and goes with it. */
    long alertMs() {
        return presenceMs() + BURST_MS;
    }

    /** How soon others are told that somebody came or went. */
    long presenceMs() {
        return leaseMs + slackMs;
    }
}
