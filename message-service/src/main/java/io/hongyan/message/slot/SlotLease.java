package io.hongyan.message.slot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How this process comes by a slot and keeps it.
 *
 * <pre>
 *            Granted                Renewed
 *  Seeking ──────────▶ Held ◀──────────────╮
 *   ▲  ▲ ╰─Denied─╮     │ ╰────────────────╯
 *   │  ╰──────────╯     │ Lost, or the lease is over: a new life begins
 *   ╰───────────────────╯
 *  any ──Stop──▶ Over
 * </pre>
 *
 * A lease counts from when it was asked for, so that we never believe in it longer than presence does.
 */
public sealed interface SlotLease {

    /** The first pause after a refusal; it doubles with each. */
    Duration PAUSE_MIN = Duration.ofMillis(200);

    /** The longest pause between attempts. */
    Duration PAUSE_MAX = Duration.ofSeconds(5);

    /** Without a slot; has asked, or will. */
    record Seeking(String bootId, int refusals) implements SlotLease {}

    /** With a slot until the given time. */
    record Held(Tenure tenure, Duration lease, Instant until) implements SlotLease {}

    /** The process ends; this was its last life. */
    record Over(String bootId) implements SlotLease {}

    /** What may happen. */
    sealed interface Input {

        /** Presence gave a slot that was asked for at the given time. */
        record Granted(int slot, Duration lease, Instant asked) implements Input {}

        /** Presence gave none, or no answer. */
        record Denied() implements Input {}

        /** Presence prolonged the lease, as asked at the given time. */
        record Renewed(Duration lease, Instant asked) implements Input {}

        /** Presence did not answer: whether we still hold it is unknown. */
        record Unanswered() implements Input {}

        /** Presence says that the slot is no longer ours. */
        record Lost() implements Input {}

        /** The time of the last {@link Effect.Wake} has come. */
        record Due() implements Input {}

        /** The process ends. */
        record Stop() implements Input {}
    }

    /** What is to be done. */
    sealed interface Effect {

        /** Ask presence for a slot. */
        record Ask(String bootId) implements Effect {}

        /** Ask presence to prolong the lease; an answer later than this is none. */
        record Renew(Tenure tenure, Duration within) implements Effect {}

        /** Give the slot back. */
        record GiveBack(Tenure tenure) implements Effect {}

        /** Use the slot from now on. */
        record Begin(Tenure tenure) implements Effect {}

        /** Stop using the slot at once. */
        record End(Tenure tenure) implements Effect {}

        /** Come back after this time; replaces what was set before. */
        record Wake(Duration after) implements Effect {}
    }

    /** What follows from an input: the next state, and what to do, in order. */
    record Step(SlotLease next, List<Effect> effects) {}

    /** How it begins. */
    static Step start(String bootId) {
        return new Step(new Seeking(bootId, 0), List.of(new Effect.Ask(bootId)));
    }

    /**
     * The one transition.
     *
     * @param freshBootId an id that was never used, for the life that begins if this one ends
     */
    static Step step(SlotLease lease, Input input, Instant now, String freshBootId) {
        return switch (lease) {
            case Seeking seeking -> seek(seeking, input, now);
            case Held held -> hold(held, input, now, freshBootId);
            case Over over ->
                switch (input) {
                    case Input.Granted late -> to(over, new Effect.GiveBack(new Tenure(late.slot(), over.bootId())));
                    case Input.Denied _, Input.Renewed _, Input.Unanswered _, Input.Lost _, Input.Due _, Input.Stop _ ->
                        to(over);
                };
        };
    }

    private static Step seek(Seeking seeking, Input input, Instant now) {
        return switch (input) {
            case Input.Granted granted -> granted(seeking, granted, now);
            case Input.Denied _ ->
                to(
                        new Seeking(seeking.bootId(), seeking.refusals() + 1),
                        new Effect.Wake(pauseAfter(seeking.refusals())));
            case Input.Due _ -> to(seeking, new Effect.Ask(seeking.bootId()));
            case Input.Stop _ -> to(new Over(seeking.bootId()));
            case Input.Renewed _, Input.Unanswered _, Input.Lost _ -> to(seeking); // of a life that is over
        };
    }

    private static Step granted(Seeking seeking, Input.Granted granted, Instant now) {
        var tenure = new Tenure(granted.slot(), seeking.bootId());
        var held = new Held(tenure, granted.lease(), granted.asked().plus(granted.lease()));
        return to(held, new Effect.Begin(tenure), new Effect.Wake(untilRenewal(held, now)));
    }

    private static Step hold(Held held, Input input, Instant now, String freshBootId) {
        return switch (input) {
            case Input.Renewed renewed -> {
                var longer =
                        new Held(held.tenure(), renewed.lease(), renewed.asked().plus(renewed.lease()));
                yield to(longer, new Effect.Wake(untilRenewal(longer, now)));
            }
            case Input.Unanswered _ -> {
                Duration left = Duration.between(now, held.until());
                Duration pause = held.lease().dividedBy(10);
                yield left.isPositive()
                        ? to(held, new Effect.Wake(left.compareTo(pause) < 0 ? left : pause))
                        : anew(held, freshBootId);
            }
            case Input.Due _ -> {
                Duration left = Duration.between(now, held.until());
                Duration third = held.lease().dividedBy(3);
                yield left.isPositive()
                        ? to(held, new Effect.Renew(held.tenure(), left.compareTo(third) < 0 ? left : third))
                        : anew(held, freshBootId);
            }
            case Input.Lost _ -> anew(held, freshBootId);
            case Input.Stop _ ->
                to(new Over(held.tenure().bootId()), new Effect.End(held.tenure()), new Effect.GiveBack(held.tenure()));
            case Input.Granted _, Input.Denied _ -> to(held); // only one who seeks asks
        };
    }

    private static Step anew(Held held, String freshBootId) {
        return to(new Seeking(freshBootId, 0), new Effect.End(held.tenure()), new Effect.Ask(freshBootId));
    }

    private static Duration untilRenewal(Held held, Instant now) {
        Instant renewal = held.until().minus(held.lease().multipliedBy(2).dividedBy(3));
        Duration wait = Duration.between(now, renewal);
        return wait.isPositive() ? wait : Duration.ofMillis(1);
    }

    private static Duration pauseAfter(int refusals) {
        Duration pause = PAUSE_MIN.multipliedBy(1L << Math.min(refusals, 10));
        return pause.compareTo(PAUSE_MAX) < 0 ? pause : PAUSE_MAX;
    }

    private static Step to(SlotLease next, Effect... effects) {
        return new Step(next, List.of(effects));
    }
}
