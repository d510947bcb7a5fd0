package io.hongyan.push.send.apns;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What APNs said to one notification. */
public sealed interface Reply {

    /** It takes it. */
    record Accepted() implements Reply {}

    /**
     * The token leads nowhere.
     *
     * @param since since when Apple knows; null if it does not say
     */
    record TokenInvalid(@Nullable Instant since) implements Reply {}

    /**
     * It will never take this notification.
     *
     * @param reason in Apple's words
     */
    record Refused(String reason) implements Reply {}

    /**
     * Not now: it is busy or down, cannot be reached, or does not accept our own credentials.
     *
     * @param reason in Apple's words, or those of the failure
     */
    record Unavailable(String reason) implements Reply {}

    /**
     * Reads an answer.
     *
     * @param status the HTTP status
     * @param reason Apple's word for it; empty where it was taken
     * @see <a href="https://developer.apple.com/documentation/usernotifications/handling-notification-responses-from-apns">
     *     Apple's list</a>
     */
    static Reply of(int status, String reason, @Nullable Instant invalidSince) {
        if (status == 200) {
            return new Accepted();
        }
        if (status == 410 || reason.equals("BadDeviceToken")) {
            return new TokenInvalid(invalidSince);
        }
        // 403 is about our key, not about this alert: once that is put right, the alert is still of use.
        boolean passes = status == 429 || status == 403 || status >= 500;
        return passes ? new Unavailable(reason) : new Refused(reason);
    }
}
