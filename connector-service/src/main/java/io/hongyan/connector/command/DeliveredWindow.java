package io.hongyan.connector.command;

import io.hongyan.connector.session.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers the confirmations of devices. They are cumulative, so that one for many says the same: a window opens with the
 * first, and the highest of the window goes out at its end. With the app in the foreground the first goes out at once as
 * well, because somebody watches for the tick. Bounded: when full, confirmations pass ungathered. Not thread-safe.
 */
public final class DeliveredWindow {

    /** One session of a device, and one conversation. */
    public record Key(Identity who, String conversationId) {}

    /** A confirmation to be sent now. */
    public record Confirmation(Key key, long seq, boolean foreground) {}

    private record Gathered(long seq, boolean foreground, long sent) {}

    private record Window(Key key, Instant end) {}

    private final Duration length;
    private final int max;
    private final Map<Key, Gathered> open = new HashMap<>();
    private final Deque<Window> byEnd = new ArrayDeque<>(); // all have the same length: in the order of their ends

    /** Windows of a length, at most so many at once. */
    public DeliveredWindow(Duration length, int max) {
        this.length = length;
        this.max = max;
    }

    /** A confirmation came in. What is to be sent at once, if anything is. */
    public Optional<Confirmation> offer(Key key, long seq, boolean foreground, Instant now) {
        Gathered gathered = open.get(key);
        if (gathered != null) {
            open.put(key, new Gathered(Math.max(seq, gathered.seq()), foreground, gathered.sent()));
            return Optional.empty();
        }
        boolean full = open.size() >= max;
        if (!full) {
            open.put(key, new Gathered(seq, foreground, foreground ? seq : 0));
            byEnd.add(new Window(key, now.plus(length)));
        }
        return full || foreground ? Optional.of(new Confirmation(key, seq, foreground)) : Optional.empty();
    }

    /** What is to be sent because its window is over. */
    public List<Confirmation> due(Instant now) {
        List<Confirmation> due = new ArrayList<>();
        for (Window first = byEnd.peek(); first != null && !now.isBefore(first.end()); first = byEnd.peek()) {
            byEnd.remove();
            Gathered gathered = open.remove(first.key());
            if (gathered != null && gathered.seq() > gathered.sent()) {
                due.add(new Confirmation(first.key(), gathered.seq(), gathered.foreground()));
                // Another window: a stream of confirmations makes one record each, not two.
                open.put(first.key(), new Gathered(gathered.seq(), gathered.foreground(), gathered.seq()));
                byEnd.add(new Window(first.key(), now.plus(length)));
            }
        }
        return due;
    }

    /** When {@link #due} has something to do; empty if nothing is open. */
    public Optional<Instant> next() {
        return Optional.ofNullable(byEnd.peek()).map(Window::end);
    }

    /** How many windows are open. */
    public int size() {
        return open.size();
    }
}
