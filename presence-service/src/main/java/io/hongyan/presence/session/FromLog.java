package io.hongyan.presence.session;

import static io.hongyan.proto.sessions.v1.SessionState.SESSION_STATE_CLOSED;

import io.hongyan.presence.slot.HeldSlots;
import io.hongyan.presence.slot.Life;
import io.hongyan.proto.sessions.v1.SessionRecord;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What the log says of a user, held against what is remembered. Pure. When something was applied or published is no matter
 * of the log, hence is left as it is: the times of closing, what is to be published, versions that are ahead.
 *
 * @param latest the last word on each session the log knows: that it is closed, else the greatest version
 * @param presence what was last said of the user; {@link Presence#NEVER_SEEN} where that is not known
 * @param suspects where log and memory differed before the log was read on to its end. Only they are added or removed: with
 *     any other one, the log may not have been read far enough, or the memory not have followed it
 */
public record FromLog(Map<String, SessionRecord> latest, Presence presence, Suspects suspects) {

    /**
     * Sessions on which log and memory differed at the last look. The two kinds are no hint of each other: whose opening was
     * read late is unknown at one look, and missing at the next if it was closed and forgotten meanwhile.
     *
     * @param unknown live, and not in the log
     * @param missing open in the log, and nowhere else
     */
    public record Suspects(Set<String> unknown, Set<String> missing) {

        /** Before the first look. */
        public static final Suspects NONE = new Suspects(Set.of(), Set.of());

        public Suspects {
            unknown = Set.copyOf(unknown);
            missing = Set.copyOf(missing);
        }

        /** Whether there is none. */
        public boolean isEmpty() {
            return unknown.isEmpty() && missing.isEmpty();
        }
    }

    public FromLog {
        latest = Map.copyOf(latest);
    }

    /** The live sessions that the log does not know: older than it, newer than the reading, or nothing it ever said. */
    public Set<String> unknown(UserSessions user) {
        Set<String> unknown = new HashSet<>(user.live().keySet());
        unknown.removeAll(latest.keySet());
        return unknown;
    }

    /** The sessions that are open in the log and nowhere else: lost, or closed since the reading, and that forgotten. */
    public Set<String> missing(UserSessions user, HeldSlots held) {
        Set<String> missing = new HashSet<>();
        latest.forEach((id, said) -> {
            if (isOpen(said, held)
                    && !user.live().containsKey(id)
                    && !user.closed().containsKey(id)) {
                missing.add(id);
            }
        });
        return missing;
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
            if (said == null && !suspects.unknown().contains(id) && held.holds(session.life())) {
                live.put(id, session);
            } else if (said != null && isOpen(said, held)) {
                live.put(id, session.version() > said.getVersion() ? session : session(said));
            }
        });
        missing(user, held).stream()
                .filter(suspects.missing()::contains)
                .limit(Math.max(0, liveMax - live.size()))
                .forEach(id -> live.put(id, session(Objects.requireNonNull(latest.get(id)))));
        Presence before = presence.version() > user.presence().version() ? presence : user.presence();
        Presence after = live.isEmpty() && before.equals(Presence.NEVER_SEEN)
                ? before // nothing was said, so nothing needs to be taken back
                : Merging.after(before, live.values(), now.toEpochMilli(), now);
        return user.with(live, user.closed(), after);
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
