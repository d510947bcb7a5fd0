package io.hongyan.connector.announce;

import io.hongyan.connector.session.Identity;
import io.hongyan.connector.slot.Slot;
import io.hongyan.proto.sessions.v1.SessionRecord;
import io.hongyan.proto.sessions.v1.SessionState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The latest record of each session that presence knows of, or is to know of: what to write next, and with which
 * version. A session stays until its end was written. Bounded by the connections and by {@link #unwritten()}, which the
 * caller keeps small. Safe for use by many threads.
 */
public final class Announcements {

    /** What an opening says: the record to write, and the older sessions of the same device that it replaces. */
    public record Opened(SessionRecord record, List<String> replaced) {}

    private record Device(String userId, String deviceId) {}

    private static final class Entry {

        private SessionRecord latest;
        private boolean written;

        Entry(SessionRecord first) {
            latest = first;
        }
    }

    private final Map<String, Entry> bySession = new HashMap<>();
    private final Map<Device, List<String>> byDevice = new HashMap<>();
    private int unwritten;

    /** A session begins. Whichever of two logins of a device comes here later replaces the other. */
    public synchronized Opened opened(Identity who, Slot slot, boolean background, long nowMillis) {
        SessionRecord first = SessionRecord.newBuilder()
                .setUserId(who.userId())
                .setDeviceId(who.deviceId())
                .setSessionId(who.sessionId())
                .setSlot(slot.number())
                .setBootId(slot.bootId())
                .setVersion(1)
                .setTimeMs(nowMillis)
                .setState(state(background))
                .setPlatform(who.platform())
                .build();
        bySession.put(who.sessionId(), new Entry(first));
        unwritten++;
        List<String> same = byDevice.computeIfAbsent(new Device(who.userId(), who.deviceId()), _ -> new ArrayList<>());
        List<String> replaced = List.copyOf(same);
        same.add(who.sessionId());
        return new Opened(first, replaced);
    }

    /** The app came to the foreground or went to the background. Empty for a session that has ended. */
    public synchronized Optional<SessionRecord> changed(String sessionId, boolean background, long nowMillis) {
        return next(live(sessionId), state(background), nowMillis);
    }

    /** A session has ended. Empty if that was said before. */
    public synchronized Optional<SessionRecord> closed(String sessionId, long nowMillis) {
        Entry entry = live(sessionId);
        if (entry != null) {
            var device = new Device(entry.latest.getUserId(), entry.latest.getDeviceId());
            byDevice.computeIfPresent(device, (_, sessions) -> {
                sessions.remove(sessionId);
                return sessions.isEmpty() ? null : sessions;
            });
        }
        return next(entry, SessionState.SESSION_STATE_CLOSED, nowMillis);
    }

    /** Everything again, for a presence that has forgotten: each session as it is, with a new version. */
    public synchronized List<SessionRecord> again(Slot slot, long nowMillis) {
        return bySession.values().stream()
                .filter(entry -> entry.latest.getBootId().equals(slot.bootId()))
                .filter(Announcements::isLive)
                .map(entry -> next(entry, entry.latest.getState(), nowMillis).orElseThrow())
                .toList();
    }

    /** Kafka has a record. An ended session is forgotten by it. */
    public synchronized void written(SessionRecord record) {
        Entry entry = bySession.get(record.getSessionId());
        if (entry == null || entry.written || entry.latest.getVersion() != record.getVersion()) {
            return; // a later one is on its way
        }
        entry.written = true;
        unwritten--;
        if (!isLive(entry)) {
            bySession.remove(record.getSessionId());
        }
    }

    /** Whether a record is still the last word on its session, and Kafka does not have it. */
    public synchronized boolean awaits(SessionRecord record) {
        Entry entry = bySession.get(record.getSessionId());
        return entry != null && !entry.written && entry.latest.getVersion() == record.getVersion();
    }

    /** The slot is gone, and with it everything that was said for it. */
    public synchronized void forget(Slot slot) {
        bySession.values().removeIf(entry -> {
            boolean gone = entry.latest.getBootId().equals(slot.bootId());
            if (gone && !entry.written) {
                unwritten--;
            }
            return gone;
        });
        byDevice.values().forEach(sessions -> sessions.removeIf(id -> !bySession.containsKey(id)));
        byDevice.values().removeIf(List::isEmpty);
    }

    /** How many sessions have a record that Kafka does not have yet. */
    public synchronized int unwritten() {
        return unwritten;
    }

    /** How many sessions are kept here. */
    public synchronized int size() {
        return bySession.size();
    }

    private @Nullable Entry live(String sessionId) {
        Entry entry = bySession.get(sessionId);
        return entry != null && isLive(entry) ? entry : null;
    }

    private Optional<SessionRecord> next(@Nullable Entry entry, SessionState state, long nowMillis) {
        if (entry == null) {
            return Optional.empty();
        }
        if (entry.written) {
            entry.written = false;
            unwritten++;
        }
        entry.latest = entry.latest.toBuilder()
                .setVersion(entry.latest.getVersion() + 1)
                .setTimeMs(nowMillis)
                .setState(state)
                .build();
        return Optional.of(entry.latest);
    }

    private static boolean isLive(Entry entry) {
        return entry.latest.getState() != SessionState.SESSION_STATE_CLOSED;
    }

    private static SessionState state(boolean background) {
        return background ? SessionState.SESSION_STATE_BACKGROUND : SessionState.SESSION_STATE_FOREGROUND;
    }
}
