package io.hongyan.history.audit;

import io.hongyan.history.archive.Period;
import org.jspecify.annotations.Nullable;

/**
 * What some events say of somebody's time in a group, the latest if there was more than one.
 *
 * @param joinedSeq the event of coming; 0 if it was before these events
 * @param leftSeq the event of going; 0 while a member
 */
record Attendance(long joinedSeq, long leftSeq) {

    /** What holds after both, the other one being told by earlier events. */
    Attendance after(Attendance before) {
        return joinedSeq > 0 ? this : new Attendance(before.joinedSeq, leftSeq);
    }

    /**
     * Whether a stored period may be right: it is what these events say, or what events after them made of it.
     *
     * @param lastSeq the last of these events in the conversation
     */
    boolean allows(@Nullable Period stored, long lastSeq) {
        if (stored == null) {
            return false;
        }
        long left = stored.leftSeq() == null ? 0 : stored.leftSeq();
        if (left != 0 && left <= stored.joinedSeq()) {
            return false;
        }
        if (stored.joinedSeq() > lastSeq) {
            return true; // came again later
        }
        boolean joinedAsTold = joinedSeq == 0 ? stored.joinedSeq() < leftSeq : stored.joinedSeq() == joinedSeq;
        boolean leftAsTold = leftSeq == 0 ? left == 0 || left > lastSeq : left == leftSeq;
        return joinedAsTold && leftAsTold;
    }

    /** The period to store; null where it is not known when it began. */
    @Nullable
    Period period() {
        return joinedSeq == 0 ? null : new Period(joinedSeq, leftSeq == 0 ? null : leftSeq);
    }
}
