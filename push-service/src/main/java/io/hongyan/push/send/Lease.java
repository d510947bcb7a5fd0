package io.hongyan.push.send;

import java.time.Duration;
import java.time.Instant;

/**
 * How long this instance alone looks after alerts that it has taken up.
 *
 * @param until when another one may take them up
 * @param answerWithin how long an attempt to send may take until its answer is known
 */
public record Lease(Instant until, Duration answerWithin) {

    /** For what came of an attempt to be recorded. Until it is, another instance that may take the alert up would send it again. */
    public static final Duration RECORD_WITHIN = Duration.ofSeconds(1);

    /**
     * Whether there is time for one more attempt, and for recording what came of it. Without, another instance could send the same
     * alert while this one waits for its answer, or before anybody knows of it.
     */
    public boolean allowsSending(Instant now) {
        return !now.plus(answerWithin).plus(RECORD_WITHIN).isAfter(until);
    }
}
