package io.hongyan.push.decision;

import java.time.Duration;
import java.time.Instant;

/**
 * The times that decisions go by.
 *
 * @param confirmWithin how long a device in the foreground has to confirm a message
 * @param usefulFor how old a message may be when its alert is sent
 * @param backoff how long to wait after a failure
 * @param bundleWithin how long a device that was told of a conversation is not told of it again: what comes meanwhile is one
 *     alert; zero: each message has an alert of its own
 * @param linger how long after a user has left the foreground confirmations of what was shown there may still come
 */
public record Terms(
        Duration confirmWithin, Duration usefulFor, Backoff backoff, Duration bundleWithin, Duration linger) {

    /** The last moment at which an alert is of use. */
    public Instant usefulUntil(Trigger trigger) {
        return trigger.at().plus(usefulFor);
    }

    /** Whether what can go at once for one conversation goes as one. */
    public boolean bundles() {
        return bundleWithin.isPositive();
    }
}
