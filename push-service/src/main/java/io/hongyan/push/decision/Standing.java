package io.hongyan.push.decision;

import io.hongyan.proto.push.v1.PushReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a user and a device stand to a message at the moment its alert is looked at.
 *
 * @param member whether the user is in the conversation, and was when the message was sent
 * @param recalled whether the message has been taken back
 * @param readSeq the user's read cursor
 * @param seenSeq the highest seq that a device of the user has confirmed in the foreground
 * @param muted whether the user muted the conversation
 * @param reachable whether the device is still registered
 * @param wishes what the user wants of alerts
 * @param screen what the device shows
 */
public record Standing(
        boolean member,
        boolean recalled,
        long readSeq,
        long seenSeq,
        boolean muted,
        boolean reachable,
        Wishes wishes,
        Screen screen) {

    /** Of a user who has said nothing, with a device that shows nothing. */
    public Standing(boolean member, boolean recalled, long readSeq, long seenSeq, boolean muted, boolean reachable) {
        this(member, recalled, readSeq, seenSeq, muted, reachable, Wishes.UNSAID, Screen.BLANK);
    }

    /** Why a message needs no alert any more; null if it does. */
    public @Nullable PushReason objection(Trigger message, Instant now) {
        if (!member) {
            return PushReason.PUSH_REASON_NOT_A_MEMBER;
        }
        if (recalled) {
            return PushReason.PUSH_REASON_RECALLED;
        }
        if (readSeq >= message.seq()) {
            return PushReason.PUSH_REASON_READ;
        }
        if (seenSeq >= message.seq()) {
            return PushReason.PUSH_REASON_CONFIRMED_IN_FOREGROUND;
        }
        if (wishes.silence(message, muted, now)) {
            return PushReason.PUSH_REASON_MUTED;
        }
        if (!wishes.want(message)) {
            return PushReason.PUSH_REASON_POLICY;
        }
        return reachable ? null : PushReason.PUSH_REASON_TOKEN_INVALID;
    }
}
