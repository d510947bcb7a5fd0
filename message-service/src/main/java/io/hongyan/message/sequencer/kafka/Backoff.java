package io.hongyan.message.sequencer.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Pauses that grow from one failure to the next, and begin anew when it went well for longer than the longest. */
final class Backoff {

    private static final int FORGETTING_FACTOR = 6;

    private final Duration min;
    private final Duration max;
    private final InstantSource clock;

    private Duration next;
    private Instant last = Instant.MIN;

    Backoff(Duration min, Duration max) {
        this(min, max, InstantSource.system());
    }

    Backoff(Duration min, Duration max, InstantSource clock) {
        this.min = min;
        this.max = max;
        this.clock = clock;
        this.next = min;
    }

    /** How long to wait now. */
    synchronized Duration next() {
        Instant now = clock.instant();
        if (last.isBefore(now.minus(max.multipliedBy(FORGETTING_FACTOR)))) {
            next = min;
        }
        last = now;
        Duration pause = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(max) > 0 ? max : doubled;
        return pause;
    }
}
