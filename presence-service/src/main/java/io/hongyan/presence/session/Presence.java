package io.hongyan.presence.session;

import io.hongyan.proto.presence.v1.PresenceState;

/**
 * What a user is, all devices merged.
 *
 * @param state the merged state
 * @param lastSeenMs when the user was last online; while online or away, when that began; ms since 1970 UTC
 * @param version grows with each transition, even over a loss of memory: it is never behind the time of day in ms
 */
public record Presence(PresenceState state, long lastSeenMs, long version) {

    /** Whether the user has been there, and has stopped being online since then, as far as is known. */
    public boolean isDepartedSince(long sinceMs) {
        return switch (state) {
            case PRESENCE_STATE_AWAY, PRESENCE_STATE_OFFLINE -> lastSeenMs >= sinceMs;
            case PRESENCE_STATE_ONLINE, PRESENCE_STATE_UNSPECIFIED, UNRECOGNIZED -> false;
        };
    }

    /** Of a user nobody knows anything about. */
    public static final Presence NEVER_SEEN = new Presence(PresenceState.PRESENCE_STATE_UNSPECIFIED, 0, 0);
}
