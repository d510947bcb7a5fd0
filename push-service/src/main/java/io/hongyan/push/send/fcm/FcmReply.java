package io.hongyan.push.send.fcm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hongyan.push.send.Reply;
import io.hongyan.push.send.RetryAfter;
import io.hongyan.push.send.http.HttpCaller;
import io.hongyan.push.send.http.HttpFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.StreamSupport;

/**
 * What FCM means by an answer.
 *
 * @see <a href="https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode">Google's error codes</a>
 */
final class FcmReply {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FCM_ERROR = "type.googleapis.com/google.firebase.fcm.v1.FcmError";

    /** "If no retry-after header is set, default to 60 seconds", says Google of a quota that is used up. */
    private static final Duration QUOTA_PAUSE = Duration.ofSeconds(60);

    private FcmReply() {}

    /** Reads an answer. */
    static Reply of(HttpCaller.Answer answer, Instant now) {
        int status = answer.status();
        JsonNode body = parse(answer);
        if (status == 200) {
            // Something between us and Google may say 200 to everything: an alert is sent when Google has named it.
            return body.path("name").isTextual() ? new Reply.Accepted() : new Reply.Unavailable("Garbage");
        }
        String code = errorCode(body);
        String reason = code.isEmpty()
                ? HttpFailure.word(body.at("/error/status").asText(), "Status" + status)
                : HttpFailure.word(code, "Status" + status);
        if (status == 404 && code.equals("UNREGISTERED")) {
            return new Reply.TokenInvalid(null);
        }
        if (status == 400 && code.equals("INVALID_ARGUMENT")) {
            return new Reply.TokenInvalid(null); // of a field that is wrong, Google says which instead: then it is ours
        }
        Duration retryAfter = RetryAfter.of(answer.retryAfter(), now);
        if (status == 429) {
            return new Reply.Unavailable(reason, retryAfter.isZero() ? QUOTA_PAUSE : retryAfter);
        }
        // 401, and 403 but for tokens of another sender, is about our account, not about this alert.
        boolean ours = status == 401 || (status == 403 && !code.equals("SENDER_ID_MISMATCH"));
        return ours || status >= 500 ? new Reply.Unavailable(reason, retryAfter) : new Reply.Refused(reason);
    }

    private static String errorCode(JsonNode body) {
        JsonNode details = body.at("/error/details");
        return StreamSupport.stream(details.spliterator(), false)
                .filter(detail -> detail.path("@type").asText().equals(FCM_ERROR))
                .map(detail -> detail.path("errorCode").asText())
                .findFirst()
                .orElse("");
    }

    /** What is no JSON says nothing: the status has to do. */
    private static JsonNode parse(HttpCaller.Answer answer) {
        try {
            return JSON.readTree(answer.text());
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }
}
