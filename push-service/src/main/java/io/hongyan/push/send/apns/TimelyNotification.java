package io.hongyan.push.send.apns;

import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A notification that is not written any more once nobody waits for its answer. Pushy keeps what it is given until it has a connection,
 * however long that takes: by then the same alert may have gone another way, and whoever had it may have lost it. The token is asked for
 * at the moment of writing, and not before.
 */
final class TimelyNotification extends SimpleApnsPushNotification {

    private final long deadlineNanos;

    /**
     * A notification that is handed over now.
     *
     * @param answerWithin how long its answer is waited for
     */
    TimelyNotification(
            String token,
            String topic,
            String payload,
            Instant invalidationTime,
            DeliveryPriority priority,
            PushType pushType,
            @Nullable String collapseId,
            UUID apnsId,
            Duration answerWithin) {
        super(token, topic, payload, invalidationTime, priority, pushType, collapseId, apnsId);
        this.deadlineNanos = System.nanoTime() + answerWithin.toNanos();
    }

    /** Where it goes, if it may still be written; Pushy answers with the failure otherwise, and writes nothing. */
    @Override
    public String getToken() {
        if (System.nanoTime() - deadlineNanos > 0) {
            throw new IllegalStateException("nobody waits for the answer any more");
        }
        return super.getToken();
    }
}
