package io.hongyan.history.archive;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The part of a conversation that a user may see: dense numbers from first to last.
 *
 * @param firstSeq at least 1
 * @param lastSeq at least {@code firstSeq - 1}, which means that nothing is there yet
 */
public record Visible(long firstSeq, long lastSeq) {

    private static final String TWO_PEOPLE = "d:";

    /**
     * What a user may see.
     *
     * @param period the user's time in the group, null if there is none; conversations of two have none
     * @param headSeq the highest seq in the archive, 0 if it knows nothing of the conversation
     * @return empty if the user never was in it
     */
    public static Optional<Visible> to(String userId, String conversationId, @Nullable Period period, long headSeq) {
        if (Ids.isOfTwo(conversationId)) {
            return headSeq > 0 && isOneOfTwo(userId, conversationId)
                    ? Optional.of(new Visible(1, headSeq))
                    : Optional.empty();
        }
        if (period == null) {
            return Optional.empty();
        }
        long last = period.leftSeq() == null ? headSeq : Math.min(period.leftSeq(), headSeq);
        return Optional.of(new Visible(period.joinedSeq(), last));
    }

    /** Whether the user may see what has this number. */
    public boolean holds(long seq) {
        return firstSeq <= seq && seq <= lastSeq;
    }

    /** User ids have no colon, hence the id of a conversation of two splits in one way only. */
    private static boolean isOneOfTwo(String userId, String conversationId) {
        return List.of(conversationId.substring(TWO_PEOPLE.length()).split(":", -1))
                .contains(userId);
    }
}
