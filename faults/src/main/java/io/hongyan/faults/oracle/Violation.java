package io.hongyan.faults.oracle;

/**
 * Something that a client was told and that cannot be, or that it should have been told and was not.
 *
 * @param kind which promise is broken
 * @param conversation where; empty for the total
 * @param seq the number of the event concerned, or the cursor; 0 where there is none
 * @param user whose view it is
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
        /** A message is empty though nobody took it back, or is not though somebody did. */
        EMPTIED,
        /** A resend was answered otherwise than the first attempt. */
        RESEND_DIFFERS,
        /** An unread count is not what the messages add up to. */
        UNREAD,
        /** The badge is not the sum of what is unread. */
        TOTAL,
        /** A read cursor is behind where it was before. */
        CURSOR_BACKWARD,
        /** The server does not know of a reading. */
        CURSOR_LOST,
        /** The server has a user read what that user never did. */
        CURSOR_AHEAD
    }

    @Override
    public String toString() {
        return "%s: %s".formatted(kind, sentence);
    }
}
