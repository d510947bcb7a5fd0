package io.hongyan.faults.oracle;

/**
 * One numbered event of a conversation, as a client was shown it.
 *
 * @param seq its number, from 1
 * @param timeMs when it happened, in milliseconds since 1970 UTC
 * @param user who did it
 * @param what what it was
 */
public record Entry(long seq, long timeMs, String user, What what) {

    /** What an event was. */
    public sealed interface What {

        /** A message whose content is there. Each content is sent once, so that it says which message this is. */
        record Said(String contentId) implements What {}

        /** A message whose content was taken back. */
        record Emptied() implements What {}

        /** The message with that number was taken back. */
        record Recalled(long targetSeq) implements What {}

        /** Anything else that has a number, such as a change of a group. */
        record Other(String kind) implements What {}
    }
}
