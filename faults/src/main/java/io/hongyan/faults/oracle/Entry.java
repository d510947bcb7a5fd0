package io.hongyan.faults.oracle;

import java.util.Set;

/**
 * One numbered event of a conversation, as a client was shown it.
 *
 * @param seq its number, from 1
 * @param timeMs when it happened, in milliseconds since 1970 UTC, by the server's clock
 * @param user who did it
 * @param what what it was
 */
public record Entry(long seq, long timeMs, String user, What what) {

    /** What an event was. */
    public sealed interface What {

        /**
         * A message whose content is there.
         *
         * @param contentId each content is sent once, so that it says which message this is
         * @param counts whether it raises unread counts
         */
        record Said(String contentId, boolean counts) implements What {}

        /** A message whose content was taken back. */
        record Emptied() implements What {}

        /** The message with that number was taken back. */
        record Recalled(long targetSeq) implements What {}

        /** A group began with these members, its creator among them. */
        record Created(Set<String> members) implements What {}

        /** These are members from here on. */
        record Added(Set<String> users) implements What {}

        /** These were members up to here. */
        record Removed(Set<String> users) implements What {}

        /** Who did it was a member up to here. */
        record Left() implements What {}

        /** Anything else that has a number, such as a new name. */
        record Other(String kind) implements What {}
    }
}
