package io.hongyan.push.send.webpush;

import io.hongyan.push.send.Reply;
import io.hongyan.push.send.RetryAfter;
import io.hongyan.push.send.http.HttpCaller;
import java.time.Instant;

/**
 * What a push service means by an answer.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8030#section-5">RFC 8030, 5 and 7.3</a>
 */
final class WebPushReply {

    private WebPushReply() {}

    /** Reads an answer. The status says it all; bodies are for people. */
    static Reply of(HttpCaller.Answer answer, Instant now) {
        int status = answer.status();
        String reason = "Status" + status;
        return switch (status) {
            case 200, 201, 202 -> new Reply.Accepted();
            case 404, 410 -> new Reply.TokenInvalid(null); // the subscription has expired, or was never there
            case 429 -> new Reply.Unavailable(reason, RetryAfter.of(answer.retryAfter(), now));
            // 401 and 403 too: a subscription is bound to the key it was made with, whatever ours is now.
            default ->
                status >= 500
                        ? new Reply.Unavailable(reason, RetryAfter.of(answer.retryAfter(), now))
                        : new Reply.Refused(reason);
        };
    }
}
