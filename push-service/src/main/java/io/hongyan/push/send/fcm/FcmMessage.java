package io.hongyan.push.send.fcm;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hongyan.push.send.AppsConfig.Fcm.Message;
import io.hongyan.push.send.Fitted;
import io.hongyan.push.send.Outgoing;
import io.hongyan.push.send.Words;
import java.time.Duration;
import java.time.Instant;

/**
 * Makes what FCM is asked to send.
 *
 * @param kind whether the phone's system shows it, or the app
 * @see <a href="https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages">Google's reference</a>
 */
record FcmMessage(Message kind) {

    /** Google's limit, on names and values of data and notification. We count all but the token. */
    static final int BYTES_MAX = 4096;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TTL_MAX = Duration.ofDays(28); // Google's limit

    /** The body of a request: the whole text if it fits, else as much of it as does. */
    String of(Outgoing alert, Instant now) {
        String token = alert.target().token(); // of characters that need no escape
        return Fitted.of(
                alert.words().body(),
                BYTES_MAX + token.length(),
                text -> JSON.createObjectNode()
                        .set("message", message(alert, token, text, now))
                        .toString());
    }

    private ObjectNode message(Outgoing alert, String token, String text, Instant now) {
        ObjectNode message = JSON.createObjectNode().put("token", token);
        data(message.putObject("data"), alert); // data are strings, says Google
        ObjectNode android = message.putObject("android")
                .put("priority", alert.disturbs() ? "HIGH" : "NORMAL")
                .put("ttl", alert.usefulFor(now, TTL_MAX).toSeconds() + "s");
        if (!alert.silent()) {
            show(message, android, alert, alert.words().saying(text));
        }
        return message;
    }

    private static void data(ObjectNode data, Outgoing alert) {
        data.put("id", alert.trigger().decisionId())
                .put("kind", alert.kindName())
                .put("badge", Long.toString(alert.badge()));
        if (alert.read().isEmpty()) {
            data.put("conversation_id", alert.trigger().conversationId())
                    .put("seq", Long.toString(alert.trigger().seq()));
        } else {
            data.put("read", JSON.valueToTree(alert.read()).toString());
        }
        if (alert.speaksOf().number() > 1) {
            data.put("first_seq", Long.toString(alert.speaksOf().firstSeq()))
                    .put("messages", Integer.toString(alert.speaksOf().number()));
        }
    }

    private void show(ObjectNode message, ObjectNode android, Outgoing alert, Words words) {
        switch (kind) {
            case DATA ->
                message.withObject("/data")
                        .put("title", words.title())
                        .put("subtitle", words.subtitle())
                        .put("body", words.body());
            case NOTIFICATION -> {
                ObjectNode notification = message.putObject("notification").put("body", spoken(words));
                if (!words.title().isEmpty()) {
                    notification.put("title", words.title());
                }
                ObjectNode shown = android.putObject("notification")
                        .put("tag", alert.trigger().conversationId()) // a later one replaces an earlier one
                        .put("notification_count", alert.badgeShown());
                if (!alert.disturbs()) {
                    shown.put("notification_priority", "PRIORITY_LOW");
                }
            }
        }
    }

    /** Android has no second line: in a group, who writes stands before what is said. */
    private static String spoken(Words words) {
        return words.subtitle().isEmpty() ? words.body() : words.subtitle() + ": " + words.body();
    }
}
