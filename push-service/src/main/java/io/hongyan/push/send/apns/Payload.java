package io.hongyan.push.send.apns;

import com.eatthepath.pushy.apns.util.ApnsPayloadBuilder;
import com.eatthepath.pushy.apns.util.InterruptionLevel;
import com.eatthepath.pushy.apns.util.SimpleApnsPayloadBuilder;
import io.hongyan.push.send.Fitted;
import io.hongyan.push.send.Outgoing;
import io.hongyan.push.send.Wake;
import io.hongyan.push.send.Words;

/**
 * Makes the JSON that a phone gets.
 *
 * @param mutable whether the app may change it before it is shown
 */
record Payload(boolean mutable) {

    /** Apple's limit. */
    static final int BYTES_MAX = 4096;

    /** The whole body if it fits, else as much of it as does. */
    String of(Outgoing alert) {
        return Fitted.of(
                alert.words().body(),
                BYTES_MAX,
                body -> build(alert, alert.words().saying(body)));
    }

    /** What wakes an app: what it is told, and nothing to show. */
    static String of(Wake wake) {
        ApnsPayloadBuilder payload = new SimpleApnsPayloadBuilder()
                .addCustomProperty("id", wake.id().toString())
                .addCustomProperty("data", wake.data());
        if (wake.kind() == Wake.Kind.BACKGROUND) {
            payload.setContentAvailable(true);
        }
        return payload.build();
    }

    private String build(Outgoing alert, Words words) {
        ApnsPayloadBuilder payload = new SimpleApnsPayloadBuilder()
                .setBadgeNumber(alert.badgeShown())
                .addCustomProperty("id", alert.trigger().decisionId())
                .addCustomProperty("kind", alert.kindName());
        if (alert.silent()) {
            payload.setContentAvailable(true); // the app is woken if that may be; the badge changes without it
        } else {
            show(payload, alert, words);
        }
        if (alert.read().isEmpty()) {
            payload.addCustomProperty("conversation_id", alert.trigger().conversationId())
                    .addCustomProperty("seq", alert.trigger().seq());
        } else {
            payload.addCustomProperty("read", alert.read());
        }
        if (alert.speaksOf().number() > 1) {
            payload.addCustomProperty("first_seq", alert.speaksOf().firstSeq())
                    .addCustomProperty("messages", alert.speaksOf().number());
        }
        return payload.build();
    }

    private void show(ApnsPayloadBuilder payload, Outgoing alert, Words words) {
        payload.setAlertBody(words.body()).setThreadId(alert.trigger().conversationId());
        if (!words.title().isEmpty()) {
            payload.setAlertTitle(words.title());
        }
        if (!words.subtitle().isEmpty()) {
            payload.setAlertSubtitle(words.subtitle());
        }
        if (alert.disturbs()) {
            payload.setSound(ApnsPayloadBuilder.DEFAULT_SOUND_FILENAME);
        } else {
            payload.setInterruptionLevel(InterruptionLevel.PASSIVE);
        }
        if (mutable) {
            payload.setMutableContent(true);
        }
    }
}
