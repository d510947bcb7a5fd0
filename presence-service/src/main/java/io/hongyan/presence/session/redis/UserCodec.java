package io.hongyan.presence.session.redis;

import io.hongyan.presence.session.LiveSession;
import io.hongyan.presence.session.Presence;
import io.hongyan.presence.session.UserSessions;
import io.hongyan.presence.slot.Life;
import io.hongyan.proto.presence.v1.PresenceState;
import io.hongyan.proto.sessions.v1.SessionState;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A user as JSON, short, and readable with redis-cli. */
final class UserCodec {

    private static final String LIVE = "live"; // id -> [version, state, slot, boot id, device id]
    private static final String CLOSED = "closed"; // [id, ms, id, ms, ...]
    private static final String PRESENCE = "presence"; // [state, last seen in ms, version]
    private static final String PUBLISHED = "published";
    private static final String UNCONFIRMED = "unconfirmed";

    private UserCodec() {}

    static String encode(UserSessions user) {
        var live = new JsonObject();
        user.live()
                .forEach((id, session) -> live.put(
                        id,
                        new JsonArray()
                                .add(session.version())
                                .add(session.state().getNumber())
                                .add(session.life().slot())
                                .add(session.life().bootId())
                                .add(session.deviceId())));
        var closed = new JsonArray();
        user.closed().forEach((id, time) -> closed.add(id).add(time));
        var unconfirmed = new JsonArray();
        user.unconfirmed().forEach(unconfirmed::add);
        return new JsonObject()
                .put(LIVE, live)
                .put(CLOSED, closed)
                .put(
                        PRESENCE,
                        new JsonArray()
                                .add(user.presence().state().getNumber())
                                .add(user.presence().lastSeenMs())
                                .add(user.presence().version()))
                .put(PUBLISHED, user.published())
                .put(UNCONFIRMED, unconfirmed)
                .encode();
    }

    static UserSessions decode(String json) {
        var user = new JsonObject(json);
        JsonObject sessions = user.getJsonObject(LIVE);
        Map<String, LiveSession> live = new HashMap<>();
        for (String id : sessions.fieldNames()) {
            live.put(id, session(sessions.getJsonArray(id)));
        }
        JsonArray times = user.getJsonArray(CLOSED);
        Map<String, Long> closed = new LinkedHashMap<>();
        for (int i = 0; i < times.size(); i += 2) {
            closed.put(times.getString(i), times.getLong(i + 1));
        }
        JsonArray presence = user.getJsonArray(PRESENCE);
        Set<String> unconfirmed = new LinkedHashSet<>();
        user.getJsonArray(UNCONFIRMED).forEach(token -> unconfirmed.add((String) token));
        return new UserSessions(
                live,
                closed,
                new Presence(PresenceState.forNumber(presence.getInteger(0)), presence.getLong(1), presence.getLong(2)),
                user.getLong(PUBLISHED),
                unconfirmed);
    }

    private static LiveSession session(JsonArray session) {
        return new LiveSession(
                session.getString(4),
                new Life(session.getInteger(2), session.getString(3)),
                SessionState.forNumber(session.getInteger(1)),
                session.getLong(0));
    }
}
