package io.hongyan.client.outbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Keeps messages in the order they were written, and says which may go. Of each conversation one is on its way at a
 * time: were the first turned away for a moment and the second not, they would arrive in the wrong order.
 * Deterministic; confined to one thread.
 */
public final class Outbox {

    /** What happens to one more message. */
    public enum Adding {
        /** It is kept. */
        ADDED,
        /** The same one waits already. */
        KNOWN,
        /** As many as allowed wait already. */
        FULL
    }

    private static final class Line {
        // Not a queue: a long one is still asked for each message whether it is there already.
        final SequencedSet<Outgoing> waiting = new LinkedHashSet<>();
        boolean underWay;
        boolean paused;
        int attempts;
    }

    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final int max;
    private int size;

    /** An empty outbox that keeps as many messages as given at most. */
    public Outbox(int max) {
        this.max = max;
    }

    /** Takes one more message. */
    public Adding add(Outgoing message) {
        Line line = lines.get(message.conversationId());
        if (line != null && line.waiting.contains(message)) {
            return Adding.KNOWN;
        }
        if (size >= max) {
            return Adding.FULL;
        }
        lines.computeIfAbsent(message.conversationId(), id -> new Line())
                .waiting
                .add(message);
        size++;
        return Adding.ADDED;
    }

    /** The messages that may go now. They count as being on their way. */
    public List<Outgoing> takeReady() {
        List<Outgoing> ready = new ArrayList<>();
        for (Line line : lines.values()) {
            if (!line.underWay && !line.paused) {
                line.underWay = true;
                line.attempts++;
                ready.add(line.waiting.getFirst());
            }
        }
        return ready;
    }

    /** A message on its way arrived, or was refused for good: the next of its conversation may go. */
    public void done(Outgoing message) {
        Line line = lines.get(message.conversationId());
        if (line == null || !message.equals(line.waiting.getFirst())) {
            return;
        }
        line.waiting.removeFirst();
        line.underWay = false;
        line.attempts = 0;
        size--;
        if (line.waiting.isEmpty()) {
            lines.remove(message.conversationId());
        }
    }

    /** A message on its way has to be sent again later. Returns how often it was tried. */
    public int pause(Outgoing message) {
        Line line = lines.get(message.conversationId());
        if (line == null) {
            return 0;
        }
        line.underWay = false;
        line.paused = true;
        return line.attempts;
    }

    /** The pause of a conversation is over. */
    public void resume(String conversationId) {
        @Nullable Line line = lines.get(conversationId);
        if (line != null) {
            line.paused = false;
        }
    }

    /** The connection is gone: whatever was on its way has to be sent again, at once after the next login. */
    public void disconnected() {
        lines.values().forEach(line -> {
            line.underWay = false;
            line.paused = false;
        });
    }

    /** How many messages wait. */
    public int size() {
        return size;
    }
}
