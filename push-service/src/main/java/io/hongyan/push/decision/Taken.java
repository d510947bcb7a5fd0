package io.hongyan.push.decision;

import io.hongyan.push.device.Target;
import org.jspecify.annotations.Nullable;

/**
 * A due alert that this instance has taken up, with everything known about it.
 *
 * @param trigger what it is about
 * @param alert its state, as last recorded
 * @param claim counts how often it was taken up: what comes of it is recorded only if nobody took it up since
 * @param standing how things stood when it was taken up
 * @param notice what it says
 * @param manner how it says it
 * @param target where it goes; null if the device is no longer registered
 * @param traceparent the trace of the message, if it has one
 */
public record Taken(
        Trigger trigger,
        Alert alert,
        int claim,
        Standing standing,
        Notice notice,
        Manner manner,
        @Nullable Target target,
        @Nullable String traceparent) {

    /** The same, with another place in the trace. */
    public Taken carrying(@Nullable String traceparent) {
        return new Taken(trigger, alert, claim, standing, notice, manner, target, traceparent);
    }

    /**
     * Whether there is nothing to be alerted of any more: who has nothing unread has read this message. A muted conversation is
     * in no badge.
     *
     * @param badge the user's number of unread messages, this one included
     */
    public boolean nothingUnread(long badge) {
        return badge == 0 && trigger.kind() == Kind.MESSAGE && !standing.muted();
    }
}
