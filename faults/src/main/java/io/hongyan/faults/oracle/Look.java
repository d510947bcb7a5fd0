package io.hongyan.faults.oracle;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What can be seen at a quiet point: a moment at which nobody has done anything for a while, so that everything must have
 * arrived everywhere.
 *
 * @param atMs when, in milliseconds since the run began
 * @param devices the devices that must know everything
 * @param histories what the archive answered, in the order of its pages
 * @param counts what devices and the server say is unread
 * @param kept what devices show now of messages that were taken back, edited or reacted to, and of edits with their words
 */
public record Look(long atMs, Set<Reader> devices, List<History> histories, List<Counts> counts, List<Kept> kept) {

    /**
     * Events of a conversation, as one reader got them.
     *
     * @param after what was asked for began after this number; 0: everything
     */
    public record History(Reader reader, String conversation, long after, List<Entry> entries) {}

    /**
     * Cursors, counts and settings of one user.
     *
     * @param reader who says so: a device, or one made to ask the server
     * @param conversations by conversation
     * @param total the badge: unread in all of them that are not muted
     */
    public record Counts(Reader reader, Map<String, Count> conversations, long total) {}

    /**
     * One conversation's.
     *
     * @param readSeq up to where the user has read
     * @param unread how many messages after that count
     * @param muted whether the badge leaves them out
     * @param mentions how many of them speak to the user by name, or to everyone
     * @param named the numbers of the first of those
     */
    public record Count(long readSeq, long unread, boolean muted, long mentions, List<Long> named) {

        public Count {
            named = List.copyOf(named);
        }
    }

    /** What a device shows of one event. */
    public record Kept(Reader reader, String conversation, Entry entry) {}
}
