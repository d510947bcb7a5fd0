package io.hongyan.push.decision;

import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushReason;

/** Outcomes and reasons by their short names, as tables and metrics have them: the contract's without the prefix. */
public final class Names {

    private Names() {}

    /** Such as {@code SENT}. */
    public static String of(PushOutcome outcome) {
        return outcome.name().substring("PUSH_OUTCOME_".length());
    }

    /** Such as {@code NOT_CONFIRMED}. */
    public static String of(PushReason reason) {
        return reason.name().substring("PUSH_REASON_".length());
    }
}
