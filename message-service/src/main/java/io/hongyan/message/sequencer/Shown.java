package io.hongyan.message.sequencer;

import org.jspecify.annotations.Nullable;

/**
 * What a recall or an edit needs to know of an event that has a seq. Kept as long as something can be recalled or edited; of a message
 * that disappears, until then.
 *
 * @param stamp where it stands
 * @param senderId who sent the message; empty for an event that is none
 * @param cseq how many countable messages there were, this event included
 * @param countable whether it is a countable message
 * @param recall who took it back, if somebody did
 * @param expiresMs when the message disappears, in milliseconds since 1970 UTC; 0: never by itself
 */
public record Shown(
        Stamp stamp,
        String senderId,
        long cseq,
        boolean countable,
        @Nullable Recall recall,
        long expiresMs) {

    /**
     * A message was taken back.
     *
     * @param userId by whom
     * @param stamp where the recall stands
     */
    public record Recall(String userId, Stamp stamp) {}

    /** Whether it is a message, and not something about the group. */
    public boolean isMessage() {
        return !senderId.isEmpty();
    }

    Shown recalled(String userId, Stamp by) {
        return new Shown(stamp, senderId, cseq, countable, new Recall(userId, by), expiresMs);
    }
}
