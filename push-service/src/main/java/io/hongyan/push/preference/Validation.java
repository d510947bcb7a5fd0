package io.hongyan.push.preference;

import io.hongyan.proto.push.v1.ConversationAlerts;
import io.hongyan.proto.push.v1.PushPolicy;
import io.hongyan.proto.push.v1.PushPreferences;
import io.hongyan.proto.push.v1.QuietHours;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds fault with wishes that cannot be. */
public final class Validation {

    private static final Pattern CONVERSATION =
            Pattern.compile("d:[A-Za-z0-9._@-]{1,64}:[A-Za-z0-9._@-]{1,64}|g:[0-9a-z]{26}");
    private static final int MINUTES_PER_DAY = 1440;
    private static final Duration MUTED_FOR_MAX = Duration.ofDays(3660);

    private Validation() {}

    /** What is wrong with preferences, as a sentence that names the field; null if nothing. */
    public static @Nullable String objection(PushPreferences preferences) {
        return switch (preferences.getPolicy()) {
            case UNRECOGNIZED -> "policy must be PUSH_POLICY_ALL, _MENTIONS or _NONE.";
            case PUSH_POLICY_UNSPECIFIED, PUSH_POLICY_ALL, PUSH_POLICY_MENTIONS, PUSH_POLICY_NONE ->
                switch (preferences.getPreview()) {
                    case UNRECOGNIZED -> "preview must be PUSH_PREVIEW_FULL, _SENDER or _NOTHING.";
                    case PUSH_PREVIEW_UNSPECIFIED, PUSH_PREVIEW_FULL, PUSH_PREVIEW_SENDER, PUSH_PREVIEW_NOTHING ->
                        preferences.hasQuietHours() ? objection(preferences.getQuietHours()) : null;
                };
        };
    }

    private static @Nullable String objection(QuietHours hours) {
        if (!ZoneId.getAvailableZoneIds().contains(hours.getTimeZone())) {
            return "quiet_hours.time_zone must be a name of the IANA time zone database, such as Asia/Shanghai.";
        }
        if (!isMinute(hours.getFromMinute())) {
            return "quiet_hours.from_minute must be 0 to 1439, minutes since midnight.";
        }
        if (!isMinute(hours.getUntilMinute())) {
            return "quiet_hours.until_minute must be 0 to 1439, minutes since midnight.";
        }
        return hours.getFromMinute() == hours.getUntilMinute()
                ? "quiet_hours.until_minute must differ from from_minute: for no alerts at all there is PUSH_POLICY_NONE."
                : null;
    }

    /** What is wrong with wishes about a conversation, as a sentence that names the field; null if nothing. */
    public static @Nullable String objection(
            String conversationId, String userId, ConversationAlerts alerts, Instant now) {
        if (!CONVERSATION.matcher(conversationId).matches()) {
            return "conversation_id must be d:<user>:<user> or g: and 26 characters.";
        }
        if (conversationId.startsWith("d:") && !isOneOf(conversationId, userId)) {
            return "conversation_id must be one of the user's own.";
        }
        if (alerts.getPolicy() == PushPolicy.UNRECOGNIZED) {
            return "alerts.policy must be PUSH_POLICY_ALL, _MENTIONS or _NONE.";
        }
        boolean possible = alerts.getMutedUntilMs() >= 0
                && alerts.getMutedUntilMs() <= now.plus(MUTED_FOR_MAX).toEpochMilli();
        return possible
                ? null
                : "alerts.muted_until_ms must be milliseconds since 1970, at most ten years ahead; 0 for no such time.";
    }

    private static boolean isOneOf(String conversationId, String userId) {
        String[] parts = conversationId.split(":", -1);
        return parts[1].equals(userId) || parts[2].equals(userId);
    }

    /** An unsigned number that Java takes for a negative one is too large. */
    private static boolean isMinute(int minute) {
        return minute >= 0 && minute < MINUTES_PER_DAY;
    }
}
