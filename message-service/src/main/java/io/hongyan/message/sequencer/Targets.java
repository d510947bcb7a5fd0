package io.hongyan.message.sequencer;

import io.hongyan.message.sequencer.Decision.Refused;
import io.hongyan.proto.error.v1.ErrorCode;

/** The earlier event that a command is about. */
final class Targets {

    private Targets() {}

    /** Whether there is an event with this seq, and the member can see it: who joined later does not. */
    static boolean isVisible(long seq, Head head, Member member) {
        return seq > 0 && seq <= head.seq() && seq >= member.joinedSeq();
    }

    /** Whether it is a message that has not been taken back. */
    static boolean isThere(Shown target) {
        return target.isMessage() && target.recall() == null;
    }

    static Refused notFound() {
        return new Refused(
                ErrorCode.ERROR_CODE_MESSAGE_NOT_FOUND, "target_seq is not that of a message that is there.");
    }
}
