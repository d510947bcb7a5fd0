package io.hongyan.push.send.webpush;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hongyan.push.send.Fitted;
import io.hongyan.push.send.Outgoing;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** The JSON that a service worker gets. */
final class WebPushPayload {

    /**
     * 4,096 bytes are what every push service takes; 103 of them are the header of the encryption, its end and a tag.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc8291#section-4">RFC 8291, 4</a>
     */
    static final int BYTES_MAX = 3993;

    private static final int TOPIC_BYTES = 24; // 32 characters of base64url, as many as a topic may have
    private static final ObjectMapper JSON = new ObjectMapper();

    private WebPushPayload() {}

    /** The whole body if it fits, else as much of it as does. */
    static byte[] of(Outgoing alert) {
        return Fitted.of(alert.words().body(), BYTES_MAX, text -> build(alert, text))
                .getBytes(UTF_8);
    }

    /** By which an alert that was not fetched yet is replaced by a later one: what stands for the conversation. */
    static String topic(String conversationId) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(conversationId.getBytes(UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, TOPIC_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String build(Outgoing alert, String text) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", alert.trigger().decisionId())
                .put("kind", alert.kindName())
                .put("title", alert.words().title())
                .put("subtitle", alert.words().subtitle())
                .put("body", text)
                .put("badge", alert.badge())
                .put("conversation_id", alert.trigger().conversationId())
                .put("seq", alert.trigger().seq());
        if (alert.speaksOf().number() > 1) {
            json.put("first_seq", alert.speaksOf().firstSeq())
                    .put("messages", alert.speaksOf().number());
        }
        return json.toString();
    }
}
