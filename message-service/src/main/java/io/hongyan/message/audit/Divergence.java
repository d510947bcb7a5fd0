package io.hongyan.message.audit;

/**
 * A difference between the log and what is stored.
 *
 * @param kind of what
 * @param userId whose; empty where it is nobody's
 */
public record Divergence(Kind kind, String userId) {

    /** What differs. There are no others: it labels a metric. */
    public enum Kind {
        /** The conversation's head: revision, numbers, how many members. */
        CONVERSATION,
        /** Somebody is stored who never was there, or is not stored, or otherwise: cursors, role, settings, joined, left. */
        MEMBER,
        /** Somebody's unread count, or how many of those are mentions, the member's row being right. */
        COUNT,
        /** The rows of the countable messages, whether a count shows it or not. */
        MESSAGES,
        /** The rows of the mentions in them. */
        MENTIONS;

        /** As metrics and logs say it. */
        public String word() {
            return switch (this) {
                case CONVERSATION -> "conversation";
                case MEMBER -> "member";
                case COUNT -> "count";
                case MESSAGES -> "messages";
                case MENTIONS -> "mentions";
            };
        }
    }
}
