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

    /**
     * Whether there is time for one more attempt. Without, another instance could send the same alert while this one waits for its
     * answer.
     */
    public boolean allowsSending(Instant now) {
        return !now.plus(answerWithin).isAfter(until);
    }
}
