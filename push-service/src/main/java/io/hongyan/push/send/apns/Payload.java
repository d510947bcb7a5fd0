package io.hongyan.push.send.apns;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.eatthepath.pushy.apns.util.ApnsPayloadBuilder;
import com.eatthepath.pushy.apns.util.SimpleApnsPayloadBuilder;
import io.hongyan.push.decision.Notice;
import io.hongyan.push.decision.Trigger;
import io.hongyan.push.send.Wording;

/** The JSON that a phone gets. */
final class Payload {

    /** Apple's limit. */
    static final int BYTES_MAX = 4096;

    private Payload() {}

    /** The whole body if it fits, else as much of it as does. */
    static String of(Trigger trigger, Notice notice, long badge, String placeholder) {
        String body = notice.body().isEmpty() ? placeholder : notice.body();
        String whole = build(trigger, notice, badge, body);
        if (bytes(whole) <= BYTES_MAX) {
            return whole;
        }
        // Escapes make it longer than the text, so the length is found by halving: a dozen attempts for the longest
        // text.
        int fits = 0;
        int tooLong = body.getBytes(UTF_8).length;
        while (tooLong - fits > 1) {
            int middle = (fits + tooLong) / 2;
            if (bytes(build(trigger, notice, badge, Wording.cut(body, middle))) <= BYTES_MAX) {
                fits = middle;
            } else {
                tooLong = middle;
            }
        }
        return build(trigger, notice, badge, Wording.cut(body, fits));
    }

    private static String build(Trigger trigger, Notice notice, long badge, String body) {
        boolean group = !notice.groupName().isEmpty();
        ApnsPayloadBuilder payload = new SimpleApnsPayloadBuilder()
                .setAlertTitle(group ? notice.groupName() : notice.senderId())
                .setAlertBody(body)
                .setBadgeNumber((int) Math.min(badge, Integer.MAX_VALUE))
                .setSound(ApnsPayloadBuilder.DEFAULT_SOUND_FILENAME)
                .setThreadId(trigger.conversationId())
                .addCustomProperty("conversation_id", trigger.conversationId())
                .addCustomProperty("seq", trigger.seq());
        if (group) {
            payload.setAlertSubtitle(notice.senderId());
        }
        return payload.build();
    }

    private static int bytes(String payload) {
        return payload.getBytes(UTF_8).length;
    }
}
