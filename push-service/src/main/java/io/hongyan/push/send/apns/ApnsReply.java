package io.hongyan.push.send.apns;

import io.hongyan.push.send.Reply;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What APNs means by an answer. */
final class ApnsReply {

    private ApnsReply() {}

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
            return new Reply.Accepted();
        }
        if (status == 410 || reason.equals("BadDeviceToken")) {
            return new Reply.TokenInvalid(invalidSince);
        }
        if (reason.equals("TooManyRequests")) {
            return new Reply.Busy(reason); // "to the same device token", as Apple says
        }
        // 403 is about our key, and IdleTimeout about the connection, not about this alert: once that is put right, the
        // alert is still of use.
        boolean passes = status == 429 || status == 403 || status >= 500 || reason.equals("IdleTimeout");
        return passes ? new Reply.Unavailable(reason) : new Reply.Refused(reason);
    }
}
