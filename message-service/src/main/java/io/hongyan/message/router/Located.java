package io.hongyan.message.router;

import io.hongyan.proto.presence.v1.Session;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The live sessions of users, as presence just said. Used for one batch and forgotten: sessions are never cached. */
public final class Located {

    private final Map<String, List<Session>> byUser = new HashMap<>();

    /** Of these sessions. */
    public Located(Collection<Session> sessions) {
        for (Session session : sessions) {
            byUser.computeIfAbsent(session.getUserId(), _ -> new ArrayList<>()).add(session);
        }
    }

    /** A user's sessions; none for who is not online. */
    public List<Session> of(String user) {
        return byUser.getOrDefault(user, List.of());
    }

    /** Whether a user has a session besides the given one. */
    public boolean hasOther(String user, String session) {
        return of(user).stream().anyMatch(found -> !found.getSessionId().equals(session));
    }
}
