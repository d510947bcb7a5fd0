package io.hongyan.presence.session;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * All that is known about one user. It is kept and replaced as a whole, so that a transition and the duty to publish it
 * are remembered together.
 *
 * @param live sessions by id
 * @param closed sessions closed lately, by id, with the time in ms: oldest first. They never live again
 * @param presence what the sessions add up to
 * @param published the greatest version of the presence known to be in the log
 * @param unconfirmed tokens of those who began to publish and have not said that they are through: oldest first
 */
public record UserSessions(
        Map<String, LiveSession> live,
        Map<String, Long> closed,
        Presence presence,
        long published,
        Set<String> unconfirmed) {

    /** Of a user nobody knows anything about. */
    public static final UserSessions UNKNOWN = new UserSessions(Map.of(), Map.of(), Presence.NEVER_SEEN, 0, Set.of());

    public UserSessions {
        live = Map.copyOf(live);
        closed = Collections.unmodifiableMap(new LinkedHashMap<>(closed));
        unconfirmed = Collections.unmodifiableSet(new LinkedHashSet<>(unconfirmed));
    }

    UserSessions with(Map<String, LiveSession> nextLive, Map<String, Long> nextClosed, Presence next) {
        return new UserSessions(nextLive, nextClosed, next, published, unconfirmed);
    }
}
