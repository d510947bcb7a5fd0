package io.hongyan.push.send.fcm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hongyan.push.send.AppsConfig.Fcm.Message;
import io.hongyan.push.send.Fitted;
import io.hongyan.push.send.Outgoing;
import java.time.Duration;
import java.time.Instant;

/**
 * Makes what FCM is asked to send.
 *
 * @param kind whether the phone's system shows it, or the app
 * @param placeholder what is shown where a message has no words
 * @see <a href="https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages">Google's reference</a>
 */
record FcmMessage(Message kind, String placeholder) {

    /** Google's limit, on names and values of data and notification. We count all but the token. */
    static final int BYTES_MAX = 4096;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TTL_MAX = Duration.ofDays(28); // Google's limit

    /** The body of a request: the whole text if it fits, else as much of it as does. */
    String of(Outgoing alert, Instant now) {
        String token = alert.target().token(); // of characters that need no escape
        return Fitted.of(
                alert.body(placeholder),
                BYTES_MAX + token.length(),
                text -> JSON.createObjectNode()
                        .set("message", message(alert, token, text, now))
                        .toString());
    }

    private ObjectNode message(Outgoing alert, String token, String text, Instant now) {
        ObjectNode message = JSON.createObjectNode().put("token", token);
        ObjectNode data = message.putObject("data")
                .put("id", alert.trigger().decisionId())
                .put("conversation_id", alert.trigger().conversationId())
                .put("seq", Long.toString(alert.trigger().seq()))
                .put("badge", Long.toString(alert.badge())); // data are strings, says Google
        ObjectNode android = message.putObject("android")
                .put("priority", "HIGH")
                .put("ttl", alert.usefulFor(now, TTL_MAX).toSeconds() + "s");
        switch (kind) {
            case DATA ->
                data.put("title", alert.title())
                        .put("subtitle", alert.subtitle())
                        .put("body", text);
            case NOTIFICATION -> {
                message.putObject("notification").put("title", alert.title()).put("body", spoken(alert, text));
                android.putObject("notification")
                        .put("tag", alert.trigger().conversationId()) // a later one replaces an earlier one
                        .put("notification_count", alert.badgeShown());
            }
        }
        return message;
    }

    /** Android has no second line: in a group, who writes stands before what is said. */
    private static String spoken(Outgoing alert, String text) {
        return alert.subtitle().isEmpty() ? text : alert.subtitle() + ": " + text;
    }
}
