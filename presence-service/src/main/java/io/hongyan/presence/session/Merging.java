package io.hongyan.presence.session;

import static io.hongyan.proto.sessions.v1.SessionState.SESSION_STATE_CLOSED;
import static io.hongyan.proto.sessions.v1.SessionState.SESSION_STATE_FOREGROUND;

import io.hongyan.presence.slot.Life;
import io.hongyan.proto.presence.v1.PresenceState;
import io.hongyan.proto.sessions.v1.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What becomes of a user when something happens to a session. Pure. Whether the session's life still holds its slot is
 * for the caller to know: records of lives that are over are not applied, except that a closed session is closed.
 */
public final class Merging {

    /** What became of a record. */
    public enum Outcome {
        /** It counts. */
        APPLIED,
        /** The session is known with this version or a later one. Nothing changed. */
        LATE,
        /** The session was closed before, for good. Nothing changed. */
        CLOSED_BEFORE,
        /** The user has as many sessions as may be. Nothing changed. */
        OVER_LIMIT
    }

    /** The user as it is now, and what became of the record. */
    public record Applied(UserSessions user, Outcome outcome) {}

    /**
     * How much is remembered of one user.
     *
     * @param liveMax so many sessions at once; further ones are not taken
     * @param closedMax so many closed sessions, the latest ones
     * @param closedKept for so long
     */
    public record Bounds(int liveMax, int closedMax, Duration closedKept) {}

    private Merging() {}

    /** Applies a record of a session whose life is not over, or which is closed. */
    public static Applied apply(UserSessions user, SessionRecord record, Bounds bounds, Instant now) {
        String id = record.getSessionId();
        LiveSession known = user.live().get(id);
        if (user.closed().containsKey(id)) {
            return new Applied(user, Outcome.CLOSED_BEFORE);
        }
        if (known != null && known.version() >= record.getVersion()) {
            return new Applied(user, Outcome.LATE);
        }
        Map<String, LiveSession> live = new HashMap<>(user.live());
        Map<String, Long> closed = new LinkedHashMap<>(user.closed());
        if (record.getState() == SESSION_STATE_CLOSED) {
            live.remove(id);
            closed.put(id, now.toEpochMilli());
            prune(closed, bounds, now);
        } else if (known == null && live.size() >= bounds.liveMax()) {
            return new Applied(user, Outcome.OVER_LIMIT);
        } else {
            Life life = new Life(record.getSlot(), record.getBootId());
            live.put(id, new LiveSession(record.getDeviceId(), life, record.getState(), record.getVersion()));
        }
        return new Applied(
                user.with(live, closed, after(user.presence(), live.values(), record.getTimeMs(), now)),
                Outcome.APPLIED);
    }

    /** Ends all sessions of a life that is over. */
    public static UserSessions end(UserSessions user, Life life, Instant now) {
        if (user.presence().equals(Presence.NEVER_SEEN)) {
            return user; // nothing was said of this user, so nothing needs to be taken back
        }
        Map<String, LiveSession> live = new HashMap<>(user.live());
        live.values().removeIf(session -> session.life().equals(life));
        return user.with(live, user.closed(), after(user.presence(), live.values(), now.toEpochMilli(), now));
    }

    /** Takes over what the log says of a user whom the memory has forgotten. */
    public static UserSessions restore(UserSessions user, Presence logged) {
        return logged.version() > user.presence().version() && user.live().isEmpty()
                ? new UserSessions(user.live(), user.closed(), logged, logged.version(), user.unconfirmed())
                : user;
    }

    static Presence after(Presence before, Collection<LiveSession> live, long seenMs, Instant now) {
        PresenceState state = merge(live);
        return state == before.state()
                ? before
                : new Presence(
                        state,
                        // A connector's clock may run ahead; nobody was seen in the future.
                        Math.min(seenMs, now.toEpochMilli()),
                        Math.max(before.version() + 1, now.toEpochMilli()));
    }

    private static PresenceState merge(Collection<LiveSession> live) {
        if (live.stream().anyMatch(session -> session.state() == SESSION_STATE_FOREGROUND)) {
            return PresenceState.PRESENCE_STATE_ONLINE;
        }
        return live.isEmpty() ? PresenceState.PRESENCE_STATE_OFFLINE : PresenceState.PRESENCE_STATE_AWAY;
    }

    private static void prune(Map<String, Long> closed, Bounds bounds, Instant now) {
        long oldest = now.minus(bounds.closedKept()).toEpochMilli();
        closed.values().removeIf(time -> time < oldest);
        Iterator<String> oldestFirst = closed.keySet().iterator();
        for (int excess = closed.size() - bounds.closedMax(); excess > 0; excess--) {
            oldestFirst.next();
            oldestFirst.remove();
        }
    }
}
