package io.hongyan.presence.session;

import static io.hongyan.proto.sessions.v1.SessionState.SESSION_STATE_CLOSED;

import io.hongyan.presence.slot.HeldSlots;
import io.hongyan.presence.slot.Life;
import io.hongyan.proto.sessions.v1.SessionRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the log says of a user, held against what is remembered. Pure. When something was applied or published is no matter
 * of the log, hence is left as it is: the times of closing, what is to be published, versions that are ahead.
 *
 * @param latest the last word on each session the log knows: that it is closed, else the greatest version
 * @param presence what was last said of the user; {@link Presence#NEVER_SEEN} where that is not known
 * @param isWhole whether the log has everything that was ever said; sessions older than it are left alone otherwise
 */
public record FromLog(Map<String, SessionRecord> latest, Presence presence, boolean isWhole) {

    public FromLog {
        latest = Map.copyOf(latest);
    }

    /**
     * The user as the log has it: equal to what is remembered if nothing is wrong.
     *
     * @param held lives that are not over: only their sessions live
     * @param liveMax so many sessions at once
     */
    public UserSessions corrected(UserSessions user, HeldSlots held, int liveMax, Instant now) {
        Map<String, LiveSession> live = new HashMap<>();
        user.live().forEach((id, session) -> {
            SessionRecord said = latest.get(id);
            if (said == null && !isWhole && held.holds(session.life())) {
                live.put(id, session);
            } else if (said != null && isOpen(said, held)) {
                live.put(id, session.version() > said.getVersion() ? session : session(said));
            }
        });
        Map<String, Long> closed = new LinkedHashMap<>(user.closed());
        latest.forEach((id, said) -> {
            if (isOpen(said, held) && (live.containsKey(id) || live.size() < liveMax)) {
                closed.remove(id);
                live.putIfAbsent(id, session(said));
            }
        });
        Presence before = presence.version() > user.presence().version() ? presence : user.presence();
        Presence after = live.isEmpty() && before.equals(Presence.NEVER_SEEN)
                ? before // nothing was said, so nothing needs to be taken back
                : Merging.after(before, live.values(), now.toEpochMilli(), now);
        return user.with(live, closed, after);
    }

    private static boolean isOpen(SessionRecord said, HeldSlots held) {
        return said.getState() != SESSION_STATE_CLOSED && held.holds(life(said));
    }

    private static LiveSession session(SessionRecord said) {
        return new LiveSession(said.getDeviceId(), life(said), said.getState(), said.getVersion());
    }

    private static Life life(SessionRecord said) {
        return new Life(said.getSlot(), said.getBootId());
    }
}
