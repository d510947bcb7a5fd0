package io.hongyan.message.unread;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Those who wait until numbers that only grow have reached what they want, such as the revision of a conversation. Bounded;
 * when full, whoever comes is turned away. Safe to share among threads.
 *
 * @param <K> what the numbers belong to
 */
public final class Waiters<K> {

    /** One who waits. */
    public static final class Waiter<K> {

        private final Map<K, Long> missing;
        private final CompletableFuture<Void> reached = new CompletableFuture<>();

        private Waiter(Map<K, Long> wanted) {
            missing = new HashMap<>(wanted);
        }

        /** Completes when everything wanted has been reached. */
        public CompletableFuture<Void> reached() {
            return reached;
        }
    }

    private final int max;
    private final Map<K, Set<Waiter<K>>> byKey = new HashMap<>();
    private int size;

    /** Room for so many. */
    public Waiters(int max) {
        this.max = max;
    }

    /** Begins to wait for at least the given numbers, of which there must be some; empty if there is no room. */
    public synchronized Optional<Waiter<K>> add(Map<K, Long> wanted) {
        if (wanted.isEmpty()) {
            throw new IllegalArgumentException("nothing to wait for");
        }
        if (size == max) {
            return Optional.empty();
        }
        size++;
        var waiter = new Waiter<>(wanted);
        wanted.keySet()
                .forEach(
                        key -> byKey.computeIfAbsent(key, it -> new HashSet<>()).add(waiter));
        return Optional.of(waiter);
    }

    /** Tells how far the numbers are, and lets go those who have what they want. Others than waited for do not matter. */
    public void advance(Map<K, Long> numbers) {
        List<Waiter<K>> done = new ArrayList<>();
        synchronized (this) {
            numbers.forEach((key, number) -> {
                for (Waiter<K> waiter : List.copyOf(byKey.getOrDefault(key, Set.of()))) {
                    if (waiter.missing.getOrDefault(key, Long.MAX_VALUE) <= number) {
                        waiter.missing.remove(key);
                        forget(key, waiter);
                        if (waiter.missing.isEmpty()) {
                            size--;
                            done.add(waiter);
                        }
                    }
                }
            });
        }
        done.forEach(waiter -> waiter.reached.complete(null)); // outside: what follows may want to wait again
    }

    /** Ends the wait of one who gives up. Nothing happens if it was over. */
    public synchronized void remove(Waiter<K> waiter) {
        if (!waiter.missing.isEmpty()) {
            waiter.missing.keySet().forEach(key -> forget(key, waiter));
            waiter.missing.clear();
            size--;
        }
    }

    /** What is waited for. */
    public synchronized Set<K> keys() {
        return Set.copyOf(byKey.keySet());
    }

    /** How many wait. */
    public synchronized int size() {
        return size;
    }

    private void forget(K key, Waiter<K> waiter) {
        Set<Waiter<K>> waiters = byKey.get(key);
        if (waiters != null) {
            waiters.remove(waiter);
            if (waiters.isEmpty()) {
                byKey.remove(key);
            }
        }
    }
}
