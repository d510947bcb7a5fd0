package io.hongyan.push.decision;

import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Silent alerts, which take off a screen what is not so any more: that something is read, or was taken back. They wait only for
 * alerts of the device that are being handed over at the same moment, of whatever conversation: what becomes of those decides
 * whether there is anything to take off, and of two badges the one that comes last is seen.
 */
final class Amends {

    private Amends() {}

    static Step takenUp(Alert alert, Trigger trigger, Standing standing, Instant now, Terms terms) {
        int attempts = alert instanceof Alert.Due due ? due.attempts() : 0;
        PushReason objection = objection(trigger, standing, now, terms);
        if (objection != null) {
            return Alert.conclude(PushOutcome.PUSH_OUTCOME_SUPPRESSED, objection, 0, Telling.NOTHING);
        }
        if (standing.screen().underway()) {
            return Alert.settle(alert, now);
        }
        if (!needed(trigger, standing.screen())) {
            return Alert.conclude(
                    PushOutcome.PUSH_OUTCOME_SUPPRESSED, PushReason.PUSH_REASON_NOTHING_SHOWN, 0, Telling.NOTHING);
        }
        return new Step(new Alert.Due(false, attempts), new Effect.Send());
    }

    private static @Nullable PushReason objection(Trigger trigger, Standing standing, Instant now, Terms terms) {
        if (!standing.reachable()) {
            return PushReason.PUSH_REASON_TOKEN_INVALID;
        }
        if (now.isAfter(terms.usefulUntil(trigger))) {
            return PushReason.PUSH_REASON_EXPIRED;
        }
        return trigger.kind() == Kind.RECALL && standing.readSeq() >= trigger.seq()
                ? PushReason.PUSH_REASON_READ // its alert has gone, or goes by that
                : null;
    }

    private static boolean needed(Trigger trigger, Screen screen) {
        return switch (trigger.kind()) {
            case CLEAR -> screen.badge() > 0 && screen.takesSilent();
            // A badge may count a message that the device was not told of: it was sent with an earlier one's alert.
            case RECALL ->
                screen.speaksOfThis() || (screen.takesSilent() && (screen.toldOfThis() || screen.badge() > 0));
            case MESSAGE -> throw new IllegalStateException("an alert of a message is not silent: " + trigger);
        };
    }

    static Step accepted(Trigger trigger, long badge, Telling telling) {
        return Alert.conclude(
                telling.words() ? PushOutcome.PUSH_OUTCOME_REWRITTEN : PushOutcome.PUSH_OUTCOME_CLEARED,
                trigger.kind() == Kind.RECALL ? PushReason.PUSH_REASON_RECALLED : PushReason.PUSH_REASON_READ,
                badge,
                telling);
    }
}
