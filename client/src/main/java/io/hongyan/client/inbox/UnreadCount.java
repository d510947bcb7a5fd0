package io.hongyan.client.inbox;

import io.hongyan.proto.client.v1.ClientEvent;
import java.util.Collection;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * Unread as a function of events: counted wherever all events beyond the cursor are kept; else what a summary stated,
 * and what came since.
 */
final class UnreadCount {

    private final String me;
    private final NavigableMap<Long, ClientEvent> events; // those kept, without holes; the timeline's own

    private long floor = 1;
    private long firstSeq = 1;
    private long readSeq;
    private long count;
    private boolean exact = true;
    private boolean doubted;
    private @Nullable Stated stated;

    /** What the server said: exact at a head, for a cursor. */
    private record Stated(long head, long read, long count) {}

    UnreadCount(String me, NavigableMap<Long, ClientEvent> events) {
        this.me = me;
        this.events = events;
    }

    /** Begins with what a store kept, where the lowest event kept is the floor. */
    void restore(Conversation saved, long keptFrom) {
        floor = keptFrom;
        firstSeq = saved.firstSeq();
        readSeq = saved.readSeq();
        count = saved.unread();
    }

    /** Nothing before a seq is kept any more, and it is not known what of it was read. */
    void restartAt(long seq) {
        floor = seq;
        count = 0;
        stated = null;
    }

    void floorRises(long to) {
        floor = to;
    }

    void beginsAt(long first) {
        firstSeq = first;
    }

    void doubt() {
        exact = false;
    }

    void trust() {
        exact = true;
    }

    /** Takes a summary's word, as soon as all events up to its head are here. */
    void state(long head, long read, long unread, long have) {
        readSeq = Math.max(readSeq, read);
        stated = new Stated(head, read, unread);
        settle(have);
    }

    /**
     * What another device says; used where the events to count are no longer here. It may count events that are still coming: then
     * the server is to be asked.
     */
    void override(long unread) {
        if (!isCountable() && unread != count) {
            count = unread;
            exact = false;
        }
    }

    /** Moves the cursor, forward only. True if it moved. */
    boolean read(long cursor) {
        if (cursor <= readSeq) {
            return false;
        }
        readSeq = cursor;
        if (isCountable()) {
            recount();
        } else {
            exact = false;
        }
        return true;
    }

    /** Follows one more event, which is kept already; a message it takes back still has its content. */
    void follow(ClientEvent event) {
        if (event.getSeq() > from() && counts(event)) {
            count++;
        }
        long target = event.getRecalled().getTargetSeq();
        if (event.hasRecalled() && target > from()) {
            ClientEvent message = events.get(target);
            if (message == null) {
                exact = false;
            } else if (counts(message)) {
                count--;
            }
        }
    }

    /** Once the stated head is reached: counts or, where that is impossible, goes on from what was stated. */
    void settle(long have) {
        Stated known = stated;
        if (known == null || have < known.head()) {
            return;
        }
        stated = null;
        if (isCountable()) {
            recount();
        } else if (known.read() != readSeq || floor > known.head() + 1) {
            exact = false;
        } else {
            exact = true;
            Collection<ClientEvent> since = events.tailMap(known.head(), false).values();
            count = known.count() + since.stream().filter(this::counts).count() - takenBack(since, known.head());
        }
    }

    /** How many of the messages that the stated number still counted were taken back since. */
    private long takenBack(Collection<ClientEvent> since, long head) {
        long taken = 0;
        for (ClientEvent event : since) {
            long target = event.getRecalled().getTargetSeq();
            if (!event.hasRecalled() || target > head || target <= from()) {
                continue;
            }
            ClientEvent message = events.get(target);
            if (message == null) {
                exact = false;
            } else if (!message.getMessage().getSilent() && !isMine(message)) {
                taken++;
            }
        }
        return taken;
    }

    private void recount() {
        count = events.tailMap(from(), false).values().stream()
                .filter(this::counts)
                .count();
        exact = true;
    }

    /** Whether it is a message that counts beyond the cursor: somebody else's, not silent, not taken back. */
    boolean counts(ClientEvent event) {
        return event.hasMessage()
                && event.getMessage().hasContent()
                && !event.getMessage().getSilent()
                && !isMine(event);
    }

    private boolean isMine(ClientEvent event) {
        return event.getUserId().equals(me);
    }

    /** Whether every event that the cursor leaves unread is here to be counted. */
    private boolean isCountable() {
        return floor <= from() + 1;
    }

    /** Up to where nothing is unread. */
    long from() {
        return Math.max(readSeq, firstSeq - 1);
    }

    /** The count. While events up to a stated head are still coming, what was stated is nearer the truth. */
    long value(long have) {
        Stated known = stated;
        return known != null && have < known.head() && known.read() == readSeq ? known.count() : count;
    }

    boolean isExact() {
        return exact;
    }

    /** True once each time that the count becomes inexact. */
    boolean becameInexact() {
        boolean news = !exact && !doubted;
        doubted = !exact;
        return news;
    }

    long readSeq() {
        return readSeq;
    }

    long firstSeq() {
        return firstSeq;
    }

    long floor() {
        return floor;
    }
}
