package io.hongyan.history.audit;

/**
 * A difference between the log and the archive.
 *
 * @param kind what is wrong
 * @param conversationId where
 * @param seq which event; 0 for a period
 * @param userId whose period or reaction; else empty
 */
public record Divergence(Kind kind, String conversationId, long seq, String userId) {

    /** What is wrong. There is nothing else: it labels a metric. */
    public enum Kind {
        /** An event is not in the archive. */
        MISSING,
        /** An event is stored otherwise than the log has it. */
        DIFFERENT,
        /** A message was taken back, and what it said is still there. */
        RECALLED,
        /** Somebody's time in a group is stored otherwise than the log tells. */
        PERIOD,
        /** A message was edited, and that is not on record. */
        EDIT,
        /** What a message said before it was edited is not kept, or is though it was taken back. */
        VERSION,
        /** A reaction is stored otherwise than the log tells. */
        REACTION,
        /** A message can be found by something else than it says. */
        SEARCH;

        /** As metrics and logs say it. */
        public String word() {
            return switch (this) {
                case MISSING -> "missing";
                case DIFFERENT -> "different";
                case RECALLED -> "recalled";
                case PERIOD -> "period";
                case EDIT -> "edit";
                case VERSION -> "version";
                case REACTION -> "reaction";
                case SEARCH -> "search";
            };
        }
    }
}
