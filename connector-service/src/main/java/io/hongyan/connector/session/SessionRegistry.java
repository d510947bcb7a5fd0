package io.hongyan.connector.session;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The sessions that live in this connector, by id. Bounded by the connection limit. Safe for use by many threads. */
public final class SessionRegistry {

    private final Map<String, LiveSession> byId = new ConcurrentHashMap<>();

    /** Adds a session, before anybody may be told that it can be delivered to. */
    public void add(LiveSession session) {
        byId.put(session.identity().sessionId(), session);
    }

    /** Removes a session that has ended. */
    public void remove(LiveSession session) {
        byId.remove(session.identity().sessionId(), session);
    }

    /** The session with this id, if it lives here. */
    public Optional<LiveSession> find(String sessionId) {
        return Optional.ofNullable(byId.get(sessionId));
    }

    /** All of them, as they are now. */
    public Collection<LiveSession> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /** How many there are. */
    public int size() {
        return byId.size();
    }
}
