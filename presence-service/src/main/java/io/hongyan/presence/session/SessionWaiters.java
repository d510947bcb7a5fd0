package io.hongyan.presence.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Callers who wait for a session to be applied by this process. Bounded: who finds no place is turned away. What was applied is
 * remembered for a while, for those who come a moment too late to be woken. Safe for use by many threads; callers are woken outside
 * of any lock.
 */
public final class SessionWaiters {

    private record Key(String userId, String sessionId) {}

    /** Some seconds of a storm of logins. */
    static final int REMEMBERED_MAX = 4_096;

    private final int max;
    private final SequencedMap<Key, Long> remembered = new LinkedHashMap<>();
    private final Map<Key, List<Waiter>> waiting = new HashMap<>();
    private int size;

    /** With room for so many. */
    public SessionWaiters(int max) {
        this.max = max;
    }

    /** A place in the queue; to be left in any case. */
    public final class Waiter {

        private final Key key;
        private final long version;
        private final Runnable wake;

        private Waiter(Key key, long version, Runnable wake) {
            this.key = key;
            this.version = version;
            this.wake = wake;
        }

        /** Gives the place back. Does nothing the second time. */
        public void leave() {
            synchronized (SessionWaiters.this) {
                List<Waiter> waiters = waiting.get(key);
                if (waiters != null && waiters.remove(this)) {
                    size--;
                    if (waiters.isEmpty()) {
                        waiting.remove(key);
                    }
                }
            }
        }
    }

    /** Waits for a version of a session; null if there is no room. */
    public synchronized @Nullable Waiter join(String userId, String sessionId, long version, Runnable wake) {
        if (size >= max) {
            return null;
        }
        var waiter = new Waiter(new Key(userId, sessionId), version, wake);
        waiting.computeIfAbsent(waiter.key, key -> new ArrayList<>()).add(waiter);
        size++;
        return waiter;
    }

    /** A version of a session was applied: wakes who waits for it or an earlier one. */
    public void applied(String userId, String sessionId, long version) {
        var key = new Key(userId, sessionId);
        List<Waiter> woken;
        synchronized (this) {
            remembered.merge(key, version, Math::max);
            if (remembered.size() > REMEMBERED_MAX) {
                remembered.pollFirstEntry();
            }
            woken = waiting.getOrDefault(key, List.of()).stream()
                    .filter(waiter -> waiter.version <= version)
                    .toList();
        }
        woken.forEach(waiter -> waiter.wake.run());
    }

    /** Whether a version of a session, or a later one, was applied a moment ago. */
    public synchronized boolean wasApplied(String userId, String sessionId, long version) {
        return remembered.getOrDefault(new Key(userId, sessionId), Long.MIN_VALUE) >= version;
    }

    /** How many wait. */
    public synchronized int size() {
        return size;
    }
}
