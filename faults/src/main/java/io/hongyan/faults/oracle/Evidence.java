package io.hongyan.faults.oracle;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything that clients did and were told up to a quiet point: a moment at which nobody has done anything for a while,
 * so that everything must have arrived everywhere.
 *
 * @param members who is in each conversation, from its first event on
 * @param devices the devices that must know everything
 * @param sent what was handed to a client to be sent, acknowledged or not
 * @param acks every answer to a message, those to resends included
 * @param recalls every answer to a recall
 * @param histories what the archive answered, in the order of its pages
 * @param shown what each device showed its user, in that order, through all restarts of the app
 * @param counts what devices and the server say at the quiet point
 * @param told every read cursor that a client was told before, in whatever way
 * @param reads how far a user read, on a device that could tell the server
 */
public record Evidence(
        Map<String, Set<String>> members,
        Set<Reader> devices,
        List<Sent> sent,
        List<Acked> acks,
        List<RecallAcked> recalls,
        List<Timeline> histories,
        List<Timeline> shown,
        List<Counts> counts,
        List<Cursor> told,
        List<Cursor> reads) {

    /** A message that a client was asked to send. */
    public record Sent(String user, String conversation, String contentId) {}

    /** The answer to a message or a resend of it: number and time of its event. */
    public record Acked(String user, String conversation, String contentId, long seq, long timeMs) {}

    /** The answer to a recall: the number of the event by which the message with the target number was taken back. */
    public record RecallAcked(String user, String conversation, long targetSeq, long seq) {}

    /** Events of a conversation, as one reader got them. */
    public record Timeline(Reader reader, String conversation, List<Entry> entries) {}

    /**
     * Read cursors and counts of one user.
     *
     * @param reader who says so: a device, or one made to ask the server
     * @param conversations by conversation
     * @param total the badge: unread in all of them, since none is muted
     */
    public record Counts(Reader reader, Map<String, Count> conversations, long total) {}

    /** Up to where a user has read, and how many messages after that count. */
    public record Count(long readSeq, long unread) {}

    /** A read cursor of a user. */
    public record Cursor(String user, String conversation, long readSeq) {}
}
