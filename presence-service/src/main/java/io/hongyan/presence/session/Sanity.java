package io.hongyan.presence.session;

import io.hongyan.proto.sessions.v1.SessionRecord;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What makes a record of a session senseless, whatever is known otherwise. */
public final class Sanity {

    private static final Pattern USER_ID = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final Pattern SESSION_ID = Pattern.compile("[!-{}~]{1,128}"); // printable ASCII without "|"
    private static final Pattern BOOT_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final int DEVICE_ID_MAX = 256;

    private Sanity() {}

    /** Whether this can be the id of a user. */
    public static boolean isUserId(String id) {
        return USER_ID.matcher(id).matches();
    }

    /**
     * What is wrong, as a sentence; null if nothing.
     *
     * @param slots how many slots there are
     */
    public static @Nullable String objection(@Nullable String key, SessionRecord record, int slots) {
        if (!record.getUserId().equals(key)) {
            return "The key is not the user's id.";
        }
        if (!isUserId(record.getUserId())) {
            return "user_id must be 1 to 64 characters of [A-Za-z0-9._@-].";
        }
        if (!SESSION_ID.matcher(record.getSessionId()).matches()) {
            return "session_id must be 1 to 128 characters of printable ASCII without \"|\".";
        }
        if (!BOOT_ID.matcher(record.getBootId()).matches()) {
            return "boot_id must be 1 to 64 characters of [A-Za-z0-9._-].";
        }
        if (record.getDeviceId().length() > DEVICE_ID_MAX) {
            return "device_id must not be longer than " + DEVICE_ID_MAX + " characters.";
        }
        if (record.getSlot() < 0 || record.getSlot() >= slots) {
            return "slot must be 0 to " + (slots - 1) + ".";
        }
        if (record.getVersion() < 1) {
            return "version must be 1 or more.";
        }
        return switch (record.getState()) {
            case SESSION_STATE_FOREGROUND, SESSION_STATE_BACKGROUND, SESSION_STATE_CLOSED -> null;
            case SESSION_STATE_UNSPECIFIED, UNRECOGNIZED -> "state must be foreground, background or closed.";
        };
    }
}
