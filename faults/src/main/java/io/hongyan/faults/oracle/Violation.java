package io.hongyan.faults.oracle;

/**
 * Something that a client was told and that cannot be, or that it should have been told and was not.
 *
 * @param kind which promise is broken
 * @param conversation where; empty where it concerns none
 * @param seq the number of the event concerned, or the cursor; 0 where there is none
 * @param user whose view it is; empty where it is nobody's in particular
 * @param sentence what was seen and what should have been
 */
public record Violation(Kind kind, String conversation, long seq, String user, String sentence) {

    /** The promises. */
    public enum Kind {
        /** What was acknowledged or shown is not in history. */
        LOST,
        /** One message is there twice. */
        DOUBLED,
        /** An acknowledged message has another number or time than its ack said. */
        RENUMBERED,
        /** A number is missing among others. */
        HOLE,
        /** Events came in another order than that of their numbers. */
        REORDERED,
        /** Two readers were told different things of one number. */
        DIFFERS,
        /** A reader lacks the end of a conversation, or all of it. */
        MISSED,
        /** A message that nobody sent. */
        UNKNOWN,
        /** A message or an edit is empty though nobody took it back, or is not though somebody did. */
        EMPTIED,
        /** A message does not say what its last edit says. */
        STALE,
        /** A message has other reactions than were given, or they are said to be another's. */
        REACTIONS,
        /** A resend was answered otherwise than the first attempt. */
        RESEND_DIFFERS,
        /** A message was refused and is there all the same. */
        REFUSED_BUT_THERE,
        /** Something was refused that had to be carried out. */
        WRONGLY_REFUSED,
        /** Something was carried out that had to be refused. */
        WRONGLY_ACCEPTED,
        /** Somebody sees what happened while not a member. */
        LEAKED,
        /** An unread count is not what the messages add up to. */
        UNREAD,
        /** The mentions that are told are not those among the messages that are unread. */
        MENTIONS,
        /** The badge is not the sum of what is unread and not muted. */
        TOTAL,
        /** A conversation is muted and must not be, or the other way round. */
        MUTED,
        /** A read cursor is behind where it was before. */
        CURSOR_BACKWARD,
        /** The server does not know of a reading. */
        CURSOR_LOST,
        /** The server has a user read what that user never did. */
        CURSOR_AHEAD,
        /** A connected device did not know of an event in time. */
        UNAWARE,
        /** Somebody was told that a user is what that user was not. */
        PRESENCE_WRONG,
        /** Somebody was not told in time that a user came or went. */
        PRESENCE_MISSED,
        /** A phone was alerted of one message twice. */
        PUSH_DOUBLED,
        /** A phone was alerted of what a device in the foreground had confirmed. */
        PUSH_NEEDLESS,
        /** A phone was alerted of what is not for its user. */
        PUSH_WRONG,
        /** A phone that stayed away was not alerted. */
        PUSH_MISSING,
        /** An alert's badge cannot be. */
        BADGE
    }

    @Override
    public String toString() {
        return "%s: %s".formatted(kind, sentence);
    }
}
