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

    /** Of a user nobody knows anything about. */
    public static final Presence NEVER_SEEN = new Presence(PresenceState.PRESENCE_STATE_UNSPECIFIED, 0, 0);
}
