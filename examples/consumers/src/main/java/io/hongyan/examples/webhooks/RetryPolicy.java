package io.hongyan.examples.webhooks;

import java.time.Duration;
import java.util.Optional;

/**
 * How patient we are with a receiver.
 *
 * @param attemptsMax how often one record is tried before it is a dead letter, at least 1
 * @param pauseMin how long the receiver rests after a first failure; twice as long after each further one in a row
 * @param pauseMax the longest rest, whatever the receiver asks for
 */
public record RetryPolicy(int attemptsMax, Duration pauseMin, Duration pauseMax) {

    private static final int DOUBLINGS_MAX = 20;

    public RetryPolicy {
        if (attemptsMax < 1 || pauseMin.isNegative() || pauseMax.compareTo(pauseMin) < 0) {
            throw new IllegalArgumentException(
                    "at least one attempt, and pauses with pauseMin <= pauseMax, not %d, %s, %s"
                            .formatted(attemptsMax, pauseMin, pauseMax));
        }
    }

    /** How long the receiver rests after so many failures in a row, the last of which asked for a pause or did not. */
    Duration pause(int failures, Optional<Duration> asked) {
        Duration own = pauseMin.multipliedBy(1L << Math.min(failures - 1, DOUBLINGS_MAX));
        Duration wanted = asked.filter(it -> it.compareTo(own) > 0).orElse(own);
        return wanted.compareTo(pauseMax) < 0 ? wanted : pauseMax;
    }
}
