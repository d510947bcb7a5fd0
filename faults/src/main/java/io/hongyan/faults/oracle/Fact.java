package io.hongyan.faults.oracle;

import java.util.List;
import java.util.Set;

/**
 * Something that a client did or was told, at a time: milliseconds since the run began, by the one clock of whoever
 * watches all clients. Facts are heard in the order of their times.
 */
public sealed interface Fact {

    /** When. */
    long atMs();

    /** Two people may talk to each other in a conversation, which has no events yet. */
    record Paired(long atMs, String conversation, String one, String other) implements Fact {}

    /**
     * A client, or a back end in a user's name, was asked to send a message, or an edit of one, the first time.
     *
     * @param counts whether it is to raise unread counts
     * @param editedSeq the number of the message that is to say this; 0 for a new message
     * @param answeredSeq the number of the message that it answers; 0 for none
     */
    record Sent(
            long atMs,
            String user,
            String conversation,
            String contentId,
            boolean counts,
            long editedSeq,
            long answeredSeq)
            implements Fact {

        /** A new message, which answers none. */
        public Sent(long atMs, String user, String conversation, String contentId, boolean counts) {
            this(atMs, user, conversation, contentId, counts, 0, 0);
        }

        /** Whether it is to change a message. */
        boolean isEdit() {
            return editedSeq != 0;
        }
    }

    /** It was asked to send it again. */
    record SentAgain(long atMs, String user, String contentId) implements Fact {}

    /** The answer to a message, an edit or a resend of it: number and time of its event. */
    record Acked(long atMs, String user, String conversation, String contentId, long seq, long timeMs)
            implements Fact {}

    /** A message, an edit or a resend of it was refused for good, with the name of the error. */
    record Refused(long atMs, String user, String conversation, String contentId, String code) implements Fact {}

    /**
     * A client was asked to change something.
     *
     * @param ask its number, unique
     */
    record Asked(long atMs, int ask, String user, String conversation, Change change) implements Fact {}

    /**
     * What was asked is done.
     *
     * @param seq the number of its event; 0 if there is none
     */
    record Done(long atMs, int ask, long seq) implements Fact {}

    /** What was asked was refused for good, with the name of the error. */
    record Denied(long atMs, int ask, String code) implements Fact {}

    /** A device showed its user these events, in this order. */
    record Shown(long atMs, Reader reader, String conversation, List<Entry> entries) implements Fact {}

    /** A user read up to a number, on a device that will tell the server. */
    record Read(long atMs, Reader reader, String conversation, long seq) implements Fact {}

    /** The server told a device the user's read cursor. It may come late, or twice. */
    record CursorTold(long atMs, Reader reader, String conversation, long seq) implements Fact {}

    /** A device shows its user's read cursor as this. */
    record CursorShown(long atMs, Reader reader, String conversation, long seq) implements Fact {}

    /** A device begins to log in: a server may know of it from now on, and of what it said of its app. */
    record LoginBegun(long atMs, Reader reader) implements Fact {}

    /** A device has given a login up, which a server may still know of. */
    record LoginFailed(long atMs, Reader reader) implements Fact {}

    /** A device is logged in, from now on. */
    record Up(long atMs, Reader reader, boolean background) implements Fact {}

    /** A device is no longer logged in, for whatever reason. */
    record Down(long atMs, Reader reader) implements Fact {}

    /** The app went to the background, or came from there; the server has been told if it is logged in. */
    record AppState(long atMs, Reader reader, boolean background) implements Fact {}

    /** A device begins to watch who of these users is there. */
    record Watches(long atMs, Reader reader, Set<String> users) implements Fact {}

    /** A device was told what a user is. */
    record PresenceTold(long atMs, Reader reader, String user, PresenceState state) implements Fact {}

    /** A device has registered for alerts, and that was acknowledged. */
    record Registered(long atMs, Reader reader, String token) implements Fact {}

    /**
     * The provider was handed an alert.
     *
     * @param alertId the sender's id of it: one that comes again replaces the first
     * @param badge what the app's icon shows; -1 if nothing is said of it
     * @param seq the latest message that it speaks of
     * @param firstSeq the first one: it speaks of all in between that are for the phone's user
     * @param words what it says of the latest one, or of the latest mention; empty if that is not looked at
     */
    record Pushed(
            long atMs,
            String token,
            String alertId,
            String collapseId,
            long badge,
            String conversation,
            long seq,
            long firstSeq,
            String words)
            implements Fact {

        /** Of one message. */
        public Pushed(
                long atMs, String token, String alertId, String collapseId, long badge, String conversation, long seq) {
            this(atMs, token, alertId, collapseId, badge, conversation, seq, seq, "");
        }
    }

    /** Something is being broken: from now on nothing need happen in time. */
    record Trouble(long atMs, String what) implements Fact {}

    /** Everything works again. */
    record Calm(long atMs) implements Fact {}

    /** What a client can be asked to change. */
    sealed interface Change {

        /** Takes a message back. */
        record Recall(long targetSeq) implements Change {}

        /** Reacts to a message, or no longer. */
        record React(long targetSeq, String emoji, boolean present) implements Change {}

        /** Keeps a conversation out of badge and alerts, or no longer. */
        record Mute(boolean on) implements Change {}

        /** Blocks the other one of two, or no longer. */
        record Block(boolean on) implements Change {}

        /** Makes users members of a group. */
        record Add(Set<String> users) implements Change {}

        /** Makes users members no longer. */
        record Remove(Set<String> users) implements Change {}

        /** Leaves a group. */
        record Leave() implements Change {}
    }
}
