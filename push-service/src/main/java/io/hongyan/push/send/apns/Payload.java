package io.hongyan.push.send.apns;

import com.eatthepath.pushy.apns.util.ApnsPayloadBuilder;
import com.eatthepath.pushy.apns.util.SimpleApnsPayloadBuilder;
import io.hongyan.push.send.Fitted;
import io.hongyan.push.send.Outgoing;

/**
 * Makes the JSON that a phone gets.
 *
 * @param placeholder what is shown where a message has no words
 * @param mutable whether the app may change it before it is shown
 */
record Payload(String placeholder, boolean mutable) {

    /** Apple's limit. */
    static final int BYTES_MAX = 4096;

    /** The whole body if it fits, else as much of it as does. */
    String of(Outgoing alert) {
        return Fitted.of(alert.body(placeholder), BYTES_MAX, body -> build(alert, body));
    }

    private String build(Outgoing alert, String body) {
        ApnsPayloadBuilder payload = new SimpleApnsPayloadBuilder()
                .setAlertTitle(alert.title())
                .setAlertBody(body)
                .setBadgeNumber(alert.badgeShown())
                .setSound(ApnsPayloadBuilder.DEFAULT_SOUND_FILENAME)
                .setThreadId(alert.trigger().conversationId())
                .addCustomProperty("conversation_id", alert.trigger().conversationId())
                .addCustomProperty("seq", alert.trigger().seq());
        if (!alert.subtitle().isEmpty()) {
            payload.setAlertSubtitle(alert.subtitle());
        }
        if (mutable) {
            payload.setMutableContent(true);
        }
        return payload.build();
    }
}
