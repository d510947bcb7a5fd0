package io.hongyan.push.decision;

import io.hongyan.proto.push.v1.PushReason;
import org.jspecify.annotations.Nullable;

/**
 * How a user stands to a message at the moment its alert is looked at.
 *
 * @param member whether the user is in the conversation, and was when the message was sent
 * @param recalled whether the message has been taken back
 * @param readSeq the user's read cursor
 * @param seenSeq the highest seq that a device of the user has confirmed in the foreground
 * @param muted whether the user muted the conversation
 * @param reachable whether the device is still registered
 */
public record Standing(boolean member, boolean recalled, long readSeq, long seenSeq, boolean muted, boolean reachable) {

    /** Why a message with this seq needs no alert any more; null if it does. */
    public @Nullable PushReason objection(long seq) {
        if (!member) {
            return PushReason.PUSH_REASON_NOT_A_MEMBER;
        }
        if (recalled) {
            return PushReason.PUSH_REASON_RECALLED;
        }
        if (readSeq >= seq) {
            return PushReason.PUSH_REASON_READ;
        }
        if (seenSeq >= seq) {
            return PushReason.PUSH_REASON_CONFIRMED_IN_FOREGROUND;
        }
        if (muted) {
            return PushReason.PUSH_REASON_MUTED;
        }
        return reachable ? null : PushReason.PUSH_REASON_TOKEN_INVALID;
    }
}
