package io.hongyan.faults.oracle;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who is logged in where, by what the devices themselves say, and whether anything is being broken. */
final class Attendance {

    private static final long REMEMBERED_MS = 120_000;

    private final Map<Reader, Seat> seats = new LinkedHashMap<>();
    private final Map<String, Deque<Stretch>> stretches = new HashMap<>();
    private final Map<Reader, Boolean> lastSaid = new HashMap<>();
    private final Logins logins = new Logins();
    private boolean trouble;
    private long calmSinceMs;

    /** A device that is logged in. */
    private record Seat(boolean background, long upMs, long stateMs) {}

    /** What a user was from a time on. */
    private record Stretch(PresenceState state, long fromMs) {}

    /** A device is logged in. If its app changed its state since it last was, the login may have said the one before. */
    void up(Reader reader, boolean background, long atMs) {
        logins.over(reader, atMs);
        if (lastSaid.getOrDefault(reader, background) != background) {
            sits(reader, !background, atMs);
        }
        sits(reader, background, atMs);
    }

    private void sits(Reader reader, boolean background, long atMs) {
        lastSaid.put(reader, background);
        seats.put(reader, new Seat(background, atMs, atMs));
        changed(reader.user(), atMs);
    }

    void down(Reader reader, long atMs) {
        seats.remove(reader);
        changed(reader.user(), atMs);
    }

    void appState(Reader reader, boolean background, long atMs) {
        if (seats.containsKey(reader)) {
            lastSaid.put(reader, background);
        }
        seats.computeIfPresent(
                reader,
                (key, seat) -> seat.background() == background ? seat : new Seat(background, seat.upMs(), atMs));
        changed(reader.user(), atMs);
    }

    private void changed(String user, long atMs) {
        PresenceState now = PresenceState.OFFLINE;
        for (Map.Entry<Reader, Seat> seat : seats.entrySet()) {
            if (seat.getKey().user().equals(user)) {
                now = !seat.getValue().background()
                        ? PresenceState.ONLINE
                        : now == PresenceState.ONLINE ? now : PresenceState.AWAY;
            }
        }
        Deque<Stretch> of = stretches.computeIfAbsent(user, key -> new ArrayDeque<>());
        if (!of.isEmpty() && of.getLast().state() == now) {
            return;
        }
        of.addLast(new Stretch(now, atMs));
        while (of.size() > 2 && ended(of) < atMs - REMEMBERED_MS) {
            of.removeFirst();
        }
    }

    /** When the first stretch was over. */
    private static long ended(Deque<Stretch> of) {
        var stretches = of.iterator();
        stretches.next();
        return stretches.next().fromMs();
    }

    /** Logins that are under way, or were. */
    Logins logins() {
        return logins;
    }

    void trouble() {
        trouble = true;
    }

    void calm(long atMs) {
        trouble = false;
        calmSinceMs = atMs;
    }

    boolean isTrouble() {
        return trouble;
    }

    /** Since when everything has worked; meaningless in trouble. */
    long calmSinceMs() {
        return calmSinceMs;
    }

    /** Whether everything has worked since a time. */
    boolean isCalmSince(long atMs) {
        return !trouble && calmSinceMs <= atMs;
    }

    Collection<Reader> up() {
        return seats.keySet();
    }

    /** Since when a device is logged in; null if it is not. */
    @Nullable
    Long upSince(Reader reader) {
        Seat seat = seats.get(reader);
        return seat == null ? null : Long.valueOf(seat.upMs());
    }

    /** Whether a device has been logged in, in the foreground, since a time. */
    boolean isForegroundSince(Reader reader, long atMs) {
        Seat seat = seats.get(reader);
        return seat != null && !seat.background() && seat.stateMs() <= atMs;
    }

    /** What a user is; never seen is offline. */
    PresenceState stateOf(String user) {
        Deque<Stretch> of = stretches.get(user);
        return of == null ? PresenceState.OFFLINE : of.getLast().state();
    }

    /** Since when a user is that. */
    long stateSince(String user) {
        Deque<Stretch> of = stretches.get(user);
        return of == null ? 0 : of.getLast().fromMs();
    }

    /** Whether a user was this at some moment of a time of the last minutes. */
    boolean wasIn(String user, PresenceState state, long fromMs, long toMs) {
        Deque<Stretch> of = stretches.getOrDefault(user, new ArrayDeque<>());
        PresenceState before = PresenceState.OFFLINE; // nobody is there before the beginning
        for (Stretch stretch : of) {
            if (stretch.fromMs() > toMs) {
                return before == state;
            }
            if (before == state && stretch.fromMs() >= fromMs) {
                return true;
            }
            before = stretch.state();
        }
        return before == state;
    }

    /** Whether a user has been on no device in the foreground since a time. */
    boolean isAwaySince(String user, long atMs) {
        Deque<Stretch> of = stretches.get(user);
        if (of == null) {
            return true;
        }
        for (var latest = of.descendingIterator(); latest.hasNext(); ) {
            Stretch stretch = latest.next();
            if (stretch.state() == PresenceState.ONLINE) {
                return false;
            }
            if (stretch.fromMs() <= atMs) {
                return true;
            }
        }
        return true;
    }

    /** Everybody who was ever there. */
    Set<String> users() {
        return stretches.keySet();
    }
}
