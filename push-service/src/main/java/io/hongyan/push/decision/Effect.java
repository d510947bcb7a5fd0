package io.hongyan.push.decision;

import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushReason;
import java.time.Instant;

/** What is to be done for an alert now. */
public sealed interface Effect {

    /** Ask whether a device of the user is in the foreground. */
    record Locate() implements Effect {}

    /** Get the badge and hand it to the provider. */
    record Send() implements Effect {}

    /**
     * Record that it waits, and look again later.
     *
     * @param until when
     * @param reason what for
     */
    record Defer(Instant until, PushReason reason) implements Effect {}

    /**
     * Say nothing, and look again later.
     *
     * @param until when
     * @param attempts how often sending has failed
     */
    record Wait(Instant until, int attempts) implements Effect {}

    /**
     * Record what was decided, for good.
     *
     * @param badge the badge that was sent; 0 where nothing was
     * @param telling how the device was told of it
     */
    record Conclude(PushOutcome outcome, PushReason reason, long badge, Telling telling) implements Effect {}
}
