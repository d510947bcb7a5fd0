package io.hongyan.faults.oracle;

import java.util.Set;

/**
 * One numbered event of a conversation, as a client was shown it.
 *
 * @param seq its number, from 1
 * @param timeMs when it happened, in milliseconds since 1970 UTC, by the server's clock
 * @param user who did it
 * @param what what it was
 * @param state what had become of it, if it is a message
 */
public record Entry(long seq, long timeMs, String user, What what, State state) {

    /** Of which nothing has become. */
    public Entry(long seq, long timeMs, String user, What what) {
        this(seq, timeMs, user, what, what instanceof What.Said said ? State.fresh(said.contentId()) : State.NONE);
    }

    /** Whether it is the same event, whatever has become of it. */
    boolean isSameAs(Entry other) {
        return isOfSame(other) && what.equals(other.what);
    }

    /** Whether number, time and user are the same. */
    boolean isOfSame(Entry other) {
        return seq == other.seq && timeMs == other.timeMs && user.equals(other.user);
    }

    /** What an event was. */
    public sealed interface What {

        /**
         * A message whose content is there.
         *
         * @param contentId what it said first; each content is sent once, so that this says which message it is
         * @param counts whether it raises unread counts
         */
        record Said(String contentId, boolean counts) implements What {}

        /** A message whose content was taken back. */
        record Emptied() implements What {}

        /** The message with that number was taken back. */
        record Recalled(long targetSeq) implements What {}

        /**
         * The message with that number says something else from here on.
         *
         * @param words what; empty where that is not told
         */
        record Edited(long targetSeq, String words) implements What {}

        /** Who did it reacts to the message with that number from here on, or no longer. */
        record Reacted(long targetSeq, String emoji, boolean present) implements What {}

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
