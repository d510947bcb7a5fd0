package io.hongyan.connector.watch;

import io.hongyan.connector.session.LiveSession;
import io.hongyan.proto.presence.v1.PresenceRecord;
import io.hongyan.proto.presence.v1.PresenceState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions are told of which users. A list takes effect in two steps, with a question to presence between them:
 * what changes meanwhile is kept with the {@link Check}, so that nothing is missed, and nobody is told of a user whom
 * they may not see. What changes after the answer is known and before it is on its way is kept as well, to be told once more:
 * the answer, which is older, may otherwise be the last that the session hears. Bounded by the number of pairs of session
 * and user. Safe for use by many threads.
 */
public final class WatchIndex {

    /** A list that presence is being asked about. */
    public static final class Check {

        private final Watch watch;
        private final Set<String> users;
        private final Map<String, PresenceRecord> meanwhile = new HashMap<>();

        private Check(Watch watch, Set<String> users) {
            this.watch = watch;
            this.users = users;
        }

        /** The users to ask about. */
        public List<String> users() {
            return List.copyOf(users);
        }
    }

    /**
     * What a check found.
     *
     * @param all every user asked about, as of now
     * @param changed those of them who may be seen now and might not before, and the other way round: unspecified
     */
    public record Found(List<PresenceRecord> all, List<PresenceRecord> changed) {}

    /** What a session wants to watch. */
    public record Wish(boolean partners, Set<String> listed, Set<String> newPartners) {}

    private static final class Watch {

        private final LiveSession session;
        private Wish wish = new Wish(false, Set.of(), Set.of());
        private Set<String> asked = Set.of();
        private Set<String> seen = Set.of();
        private Set<String> indexed = Set.of();
        private final Set<Check> open = new HashSet<>();
        private @Nullable Check check;

        Watch(LiveSession session) {
            this.session = session;
        }
    }

    private static final int NEW_PARTNERS_MAX = 100;

    private final int max;
    private final Map<String, Watch> bySession = new HashMap<>();
    private final Map<String, Set<Watch>> byUser = new HashMap<>();
    private int entries;

    /** At most so many pairs. */
    public WatchIndex(int max) {
        this.max = max;
    }

    /** A session wants to watch. Takes the place of what it wanted before; the users are those to ask about. */
    public synchronized Optional<Check> begin(LiveSession session, Wish wish, Set<String> users) {
        String sessionId = session.identity().sessionId();
        Watch known = bySession.get(sessionId);
        Watch watch = known == null ? new Watch(session) : known;
        if (entries
                        + users.stream()
                                .filter(user -> !watch.indexed.contains(user))
                                .count()
                > max) {
            return Optional.empty();
        }
        bySession.put(sessionId, watch);
        watch.wish = wish;
        Check check = new Check(watch, new LinkedHashSet<>(users));
        watch.check = check;
        watch.open.add(check);
        index(watch);
        return Optional.of(check);
    }

    /**
     * Presence has answered. A check that another one has overtaken changes nothing, and is answered all the same. It is to be
     * {@linkplain #settle settled} once the answer is on its way.
     */
    public synchronized Found finish(Check check, List<PresenceRecord> answer) {
        Map<String, PresenceRecord> now = new LinkedHashMap<>();
        answer.forEach(record -> now.put(record.getUserId(), newer(record, check.meanwhile.get(record.getUserId()))));
        check.meanwhile.clear();
        Watch watch = check.watch;
        List<PresenceRecord> changed = new ArrayList<>();
        if (watch.check == check) {
            Set<String> seen = new HashSet<>();
            now.values().stream().filter(WatchIndex::visible).forEach(record -> seen.add(record.getUserId()));
            now.values().stream()
                    .filter(record -> visible(record) != watch.seen.contains(record.getUserId()))
                    .forEach(changed::add);
            watch.seen.stream()
                    .filter(userId -> !now.containsKey(userId))
                    .forEach(userId -> changed.add(
                            PresenceRecord.newBuilder().setUserId(userId).build()));
            watch.seen = seen;
            watch.asked = check.users;
            watch.check = null;
            index(watch);
        }
        return new Found(List.copyOf(now.values()), changed);
    }

    /** What was found is on its way to the session: what changed since it was found, to be told after it. */
    public synchronized List<PresenceRecord> settle(Check check) {
        close(check);
        return check.meanwhile.values().stream()
                .filter(record -> check.watch.seen.contains(record.getUserId()))
                .toList();
    }

    /** Presence has not answered: what was watched before is still watched. */
    public synchronized void fail(Check check) {
        if (check.watch.check == check) {
            check.watch.check = null;
        }
        close(check);
    }

    private void close(Check check) {
        if (check.watch.open.remove(check)) {
            index(check.watch);
        }
    }

    /** A user's presence changed. Whom to tell. */
    public synchronized List<LiveSession> watchers(PresenceRecord record) {
        List<LiveSession> told = new ArrayList<>();
        for (Watch watch : byUser.getOrDefault(record.getUserId(), Set.of())) {
            for (Check check : watch.open) {
                if (check.users.contains(record.getUserId())) {
                    check.meanwhile.put(record.getUserId(), record);
                }
            }
            if (watch.seen.contains(record.getUserId())) {
                told.add(watch.session);
            }
        }
        return told;
    }

    /**
     * Somebody is there now. Who asked about that user and was told nothing: the user may not have been there before, or has blocked
     * them. Only presence knows which.
     */
    public synchronized List<LiveSession> unseen(PresenceRecord record) {
        if (!isThere(record)) {
            return List.of();
        }
        return byUser.getOrDefault(record.getUserId(), Set.of()).stream()
                .filter(watch -> !watch.seen.contains(record.getUserId()))
                .map(watch -> watch.session)
                .toList();
    }

    /** What a session wants to watch; empty if it watches nobody. */
    public synchronized Optional<Wish> wish(String sessionId) {
        return Optional.ofNullable(bySession.get(sessionId)).map(watch -> watch.wish);
    }

    /** A session that watches its partners has heard from one. True if that one is new, and is to be asked about. */
    public synchronized boolean partner(String sessionId, String userId) {
        Watch watch = bySession.get(sessionId);
        if (watch == null
                || !watch.wish.partners()
                || watch.asked.contains(userId)
                || watch.wish.newPartners().contains(userId)
                || watch.wish.newPartners().size() >= NEW_PARTNERS_MAX) {
            return false;
        }
        Set<String> newPartners = new LinkedHashSet<>(watch.wish.newPartners());
        newPartners.add(userId);
        watch.wish = new Wish(true, watch.wish.listed(), newPartners);
        return true;
    }

    /** A session watches nobody any more. */
    public synchronized void remove(String sessionId) {
        Watch watch = bySession.remove(sessionId);
        if (watch != null) {
            watch.check = null;
            watch.open.clear();
            watch.seen = Set.of();
            watch.asked = Set.of();
            index(watch);
        }
    }

    /** How many pairs there are. */
    public synchronized int size() {
        return entries;
    }

    private void index(Watch watch) {
        Set<String> wanted = new HashSet<>(watch.seen);
        wanted.addAll(watch.asked);
        watch.open.forEach(check -> wanted.addAll(check.users));
        for (String userId : wanted) {
            if (byUser.computeIfAbsent(userId, _ -> new HashSet<>()).add(watch)) {
                entries++;
            }
        }
        for (String userId : watch.indexed) {
            if (!wanted.contains(userId)) {
                byUser.computeIfPresent(userId, (_, watches) -> {
                    watches.remove(watch);
                    return watches.isEmpty() ? null : watches;
                });
                entries--;
            }
        }
        watch.indexed = wanted;
    }

    private static boolean isThere(PresenceRecord record) {
        return record.getState() == PresenceState.PRESENCE_STATE_ONLINE
                || record.getState() == PresenceState.PRESENCE_STATE_AWAY;
    }

    private static boolean visible(PresenceRecord record) {
        return record.getState() != PresenceState.PRESENCE_STATE_UNSPECIFIED;
    }

    /** What came by the log while presence was asked, if it is newer than the answer and may be seen at all. */
    private static PresenceRecord newer(PresenceRecord answer, @Nullable PresenceRecord meanwhile) {
        return meanwhile != null && visible(answer) && meanwhile.getVersion() > answer.getVersion()
                ? meanwhile
                : answer;
    }
}
