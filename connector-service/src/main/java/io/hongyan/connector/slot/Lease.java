package io.hongyan.connector.slot;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where this connector stands with its slot.
 *
 * <pre>
 *   Waiting ──Tick──▶ Asking ──Granted──▶ Held ──Renewed──▶ Held
 *      ▲                │                   │
 *      └────Denied──────┘◀──expired, NotHeld┘  (with a new boot id)
 *   any ──Stop──▶ Ended
 * </pre>
 *
 * Time counts from when presence was asked, not from its answer, so that this side never believes longer than presence.
 */
public sealed interface Lease {

    /** No slot. Asks for one when the time comes. */
    record Waiting(String bootId, int failures, Instant askAt) implements Lease {}

    /** Asked for a slot, and waits for the answer. */
    record Asking(String bootId, int failures, Instant asked) implements Lease {}

    /**
     * Holds a slot.
     *
     * @param positioned whether every user of the slot is ready
     * @param asked when the outstanding renewal was asked for; empty if there is none
     */
    record Held(Slot slot, Duration lease, Instant until, Instant renewAt, Optional<Instant> asked, boolean positioned)
            implements Lease {}

    /** The process leaves. */
    record Ended() implements Lease {}

    /** What happens to a lease. Answers name the life they are for; those for another are ignored. */
    sealed interface Input {

        /** Time has passed. */
        record Tick() implements Input {}

        /** Presence gave a slot. */
        record Granted(Slot slot, Duration lease) implements Input {}

        /** Presence gave none, or did not answer. */
        record Denied(String bootId) implements Input {}

        /** Presence renewed; whether it has forgotten the sessions. */
        record Renewed(String bootId, Duration lease, boolean forgotten) implements Input {}

        /** Presence did not answer a renewal. */
        record Unanswered(String bootId) implements Input {}

        /** Presence says that somebody else may hold the slot. */
        record NotHeld(String bootId) implements Input {}

        /** The users of the slot are ready. */
        record Positioned(String bootId) implements Input {}

        /** The process leaves. */
        record Stop() implements Input {}
    }

    /** What is to be done. */
    sealed interface Effect {

        /** Ask presence for a slot. */
        record Ask(String bootId) implements Effect {}

        /** Ask presence to renew. */
        record Renew(Slot slot) implements Effect {}

        /** Tell the users that the slot is held. */
        record Take(Slot slot) implements Effect {}

        /** Tell the users that it is lost, and close every session. */
        record Drop(Slot slot) implements Effect {}

        /** Write all sessions again. */
        record Remind(Slot slot) implements Effect {}

        /** Give the slot back. */
        record Release(Slot slot) implements Effect {}
    }

    /** The next state, and what is to be done on the way. */
    record Step(Lease next, List<Effect> effects) {}

    /** The pauses between failures. */
    record Pauses(Duration min, Duration max) {

        Duration after(int failures) {
            // 2^20 times any sensible minimum is beyond any sensible maximum.
            Duration grown = min.multipliedBy(1L << Math.min(failures - 1, 20));
            return grown.compareTo(max) > 0 ? max : grown;
        }
    }

    /** The beginning: asks at once. */
    static Lease initial(String bootId, Instant now) {
        return new Waiting(bootId, 0, now);
    }

    /**
     * What becomes of a lease.
     *
     * @param nextBootId the life that begins if the present one ends by this step
     */
    static Step step(Lease lease, Input input, Instant now, String nextBootId, Pauses pauses) {
        return switch (lease) {
            case Waiting waiting -> waiting(waiting, input, now);
            case Asking asking -> asking(asking, input, now, pauses);
            case Held held -> held(held, input, now, nextBootId);
            case Ended ended ->
                input instanceof Input.Granted granted ? to(ended, new Effect.Release(granted.slot())) : to(ended);
        };
    }

    /** The slot, if it can be used at this moment. */
    default Optional<Slot> usable(Instant now) {
        return this instanceof Held held && held.positioned() && now.isBefore(held.until())
                ? Optional.of(held.slot())
                : Optional.empty();
    }

    /** When time alone changes something; empty if it does not. */
    default Optional<Instant> wakeAt() {
        return switch (this) {
            case Waiting waiting -> Optional.of(waiting.askAt());
            case Held held -> Optional.of(held.asked().isPresent() ? held.until() : earlier(held));
            case Asking _, Ended _ -> Optional.empty();
        };
    }

    private static Step waiting(Waiting waiting, Input input, Instant now) {
        return switch (input) {
            case Input.Tick _ when !now.isBefore(waiting.askAt()) -> ask(waiting.bootId(), waiting.failures(), now);
            case Input.Stop _ -> to(new Ended());
            case Input.Tick _,
                    Input.Granted _,
                    Input.Denied _,
                    Input.Renewed _,
                    Input.Unanswered _,
                    Input.NotHeld _,
                    Input.Positioned _ -> to(waiting);
        };
    }

    private static Step asking(Asking asking, Input input, Instant now, Pauses pauses) {
        return switch (input) {
            case Input.Granted granted
            when granted.slot().bootId().equals(asking.bootId()) ->
                now.isBefore(asking.asked().plus(granted.lease()))
                        ? to(hold(granted.slot(), granted.lease(), asking.asked()), new Effect.Take(granted.slot()))
                        : to(wait(asking, now, pauses)); // the answer took longer than the lease
            case Input.Denied denied when denied.bootId().equals(asking.bootId()) -> to(wait(asking, now, pauses));
            case Input.Stop _ -> to(new Ended());
            case Input.Tick _,
                    Input.Granted _,
                    Input.Denied _,
                    Input.Renewed _,
                    Input.Unanswered _,
                    Input.NotHeld _,
                    Input.Positioned _ -> to(asking);
        };
    }

    private static Step held(Held held, Input input, Instant now, String nextBootId) {
        if (!(input instanceof Input.Stop) && !now.isBefore(held.until())) {
            return drop(held, now, nextBootId); // whatever was heard, it was too late
        }
        String bootId = held.slot().bootId();
        return switch (input) {
            case Input.Tick _
            when held.asked().isEmpty() && !now.isBefore(held.renewAt()) ->
                to(
                        new Held(
                                held.slot(),
                                held.lease(),
                                held.until(),
                                held.renewAt(),
                                Optional.of(now),
                                held.positioned()),
                        new Effect.Renew(held.slot()));
            case Input.Renewed renewed
            when renewed.bootId().equals(bootId) && held.asked().isPresent() ->
                renewed(held, renewed, held.asked().get());
            case Input.Unanswered unanswered
            when unanswered.bootId().equals(bootId) ->
                // A tenth: several more attempts fit before the end.
                to(new Held(
                        held.slot(),
                        held.lease(),
                        held.until(),
                        now.plus(held.lease().dividedBy(10)),
                        Optional.empty(),
                        held.positioned()));
            case Input.NotHeld lost when lost.bootId().equals(bootId) -> drop(held, now, nextBootId);
            case Input.Positioned positioned
            when positioned.bootId().equals(bootId) ->
                to(new Held(held.slot(), held.lease(), held.until(), held.renewAt(), held.asked(), true));
            case Input.Stop _ -> to(new Ended(), new Effect.Drop(held.slot()), new Effect.Release(held.slot()));
            case Input.Tick _,
                    Input.Granted _,
                    Input.Denied _,
                    Input.Renewed _,
                    Input.Unanswered _,
                    Input.NotHeld _,
                    Input.Positioned _ -> to(held);
        };
    }

    private static Step renewed(Held held, Input.Renewed renewed, Instant asked) {
        Held next = new Held(
                held.slot(),
                renewed.lease(),
                asked.plus(renewed.lease()),
                asked.plus(renewed.lease().dividedBy(3)),
                Optional.empty(),
                held.positioned());
        return renewed.forgotten() ? to(next, new Effect.Remind(held.slot())) : to(next);
    }

    private static Held hold(Slot slot, Duration lease, Instant asked) {
        return new Held(slot, lease, asked.plus(lease), asked.plus(lease.dividedBy(3)), Optional.empty(), false);
    }

    private static Step drop(Held held, Instant now, String nextBootId) {
        return to(new Asking(nextBootId, 0, now), new Effect.Drop(held.slot()), new Effect.Ask(nextBootId));
    }

    private static Step ask(String bootId, int failures, Instant now) {
        return to(new Asking(bootId, failures, now), new Effect.Ask(bootId));
    }

    private static Waiting wait(Asking asking, Instant now, Pauses pauses) {
        int failures = asking.failures() + 1;
        return new Waiting(asking.bootId(), failures, now.plus(pauses.after(failures)));
    }

    private static Instant earlier(Held held) {
        return held.renewAt().isBefore(held.until()) ? held.renewAt() : held.until();
    }

    private static Step to(Lease next, Effect... effects) {
        return new Step(next, Arrays.asList(effects));
    }
}
