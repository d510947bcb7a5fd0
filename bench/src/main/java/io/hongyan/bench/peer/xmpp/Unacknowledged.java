package io.hongyan.bench.peer.xmpp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongConsumer;

/**
 * Stanzas that a server has not acknowledged, as it counts them
 * (<a href="https://xmpp.org/extensions/xep-0198.html#acking">XEP-0198</a>): a running number modulo 2³². Not for several threads.
 */
final class Unacknowledged {

    private static final long NO_MESSAGE = Long.MIN_VALUE;
    private static final long MASK = 0xFFFF_FFFFL;

    private final Deque<Long> waiting = new ArrayDeque<>();
    private long handled;

    /** Something that is not measured was sent. */
    void sent() {
        waiting.add(NO_MESSAGE);
    }

    /** A message was sent that was due at that time. */
    void sent(long due) {
        waiting.add(due);
    }

    /**
     * The server has taken so many since the beginning.
     *
     * @param each is given when each message was due that it has taken with this
     */
    void acknowledged(long count, LongConsumer each) {
        while ((handled & MASK) != count && !waiting.isEmpty()) {
            handled++;
            long due = waiting.remove();
            if (due != NO_MESSAGE) {
                each.accept(due);
            }
        }
    }
}
