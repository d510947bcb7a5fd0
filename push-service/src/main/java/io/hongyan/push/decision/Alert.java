package io.hongyan.push.decision;

import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushReason;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One alert: one event for one device, decided once.
 *
 * <pre>
 * Open ──nobody in the foreground─────────────────▶ Due ──accepted──▶ Decided: SENT
 *   │                                               ▲ │ ▲ │           with another one, or after it: SUPPRESSED, BUNDLED
 *   └─somebody is, it is quiet, or a burst─▶ Deferred ┘ └─┘ something is down: again later
 *                        until its reason is over     └──refused, token invalid──▶ Decided: SUPPRESSED
 * each, when looked at and not needed any more ──▶ Decided: CANCELLED where a deferral was told, else SUPPRESSED
 * </pre>
 *
 * What an alert waits for comes in this order, each at most once: a confirmation, the end of quiet hours, the end of a burst. Of
 * whoever has just left the foreground no alert is told for a moment, since a confirmation may be on its way still.
 * While another alert of its conversation, or a silent one of its device, is in somebody's hands it waits as well, and when one of a
 * later message has gone it is over: what is shown last must be the latest.
 * Nothing but a provider's acceptance leads to SENT, and nothing leads out of Decided. What a crash leaves behind is looked at
 * again, from the state last recorded: an alert may be handed to the provider twice, with the same ids. Silent alerts, which
 * take something off a screen, wait for nothing but their turn: {@link Amends}.
 */
public sealed interface Alert {

    /** A provider's answer takes about as long. */
    Duration SETTLE = Duration.ofMillis(200);

    /** Nothing has been said about it. */
    record Open() implements Alert {}

    /**
     * It was told that it waits.
     *
     * @param reason what for
     */
    record Deferred(PushReason reason) implements Alert {

        private boolean awaitsConfirmation() {
            return reason == PushReason.PUSH_REASON_AWAITING_CONFIRMATION
                    || reason == PushReason.PUSH_REASON_ACTIVE_ELSEWHERE;
        }
    }

    /**
     * To be sent, unless it is needed no more.
     *
     * @param deferred whether a deferral was told
     * @param attempts how often sending has failed
     */
    record Due(boolean deferred, int attempts) implements Alert {}

    /** It is over. */
    record Decided(PushOutcome outcome, PushReason reason) implements Alert {}

    /**
     * The one transition of alerts.
     *
     * @throws IllegalStateException if the alert did not ask for this input
     */
    static Step step(Alert alert, Trigger trigger, Input input, Instant now, Terms terms) {
        return switch (input) {
            case Input.TakenUp(Standing standing) ->
                switch (alert) {
                    case Decided over -> throw unasked(over, input);
                    case Open _, Deferred _, Due _ ->
                        trigger.kind() == Kind.MESSAGE
                                ? takenUp(alert, trigger, standing, now, terms)
                                : Amends.takenUp(alert, trigger, standing, now, terms);
                };
            case Input.Located located ->
                switch (alert) {
                    case Open open -> located(open, located, trigger, now, terms);
                    case Deferred _, Due _, Decided _ -> throw unasked(alert, input);
                };
            case Input.Answered(Answer answer) ->
                switch (alert) {
                    case Due due -> answered(due, trigger, answer, now, terms);
                    case Open _, Deferred _, Decided _ -> throw unasked(alert, input);
                };
        };
    }

    private static Step takenUp(Alert alert, Trigger trigger, Standing standing, Instant now, Terms terms) {
        boolean deferred = isDeferred(alert);
        PushReason objection = standing.objection(trigger, now);
        if (objection != null) {
            return conclude(needless(deferred), objection);
        }
        if (now.isAfter(terms.usefulUntil(trigger))) {
            return conclude(PushOutcome.PUSH_OUTCOME_SUPPRESSED, PushReason.PUSH_REASON_EXPIRED);
        }
        Instant confirmed = trigger.at().plus(terms.confirmWithin());
        if (alert instanceof Deferred waiting && waiting.awaitsConfirmation() && now.isBefore(confirmed)) {
            return new Step(alert, new Effect.Wait(confirmed, 0));
        }
        String later = standing.screen().toldLater();
        if (later != null && terms.bundles() && !trigger.mentioned()) {
            // Older words would replace those on the screen; who is spoken to by name is told all the same.
            return conclude(
                    PushOutcome.PUSH_OUTCOME_SUPPRESSED,
                    PushReason.PUSH_REASON_BUNDLED,
                    0,
                    new Telling(0, later, false));
        }
        Instant quietUntil = standing.wishes().quietUntil(trigger, now);
        if (quietUntil != null) {
            return quiet(alert, deferred, quietUntil, trigger, terms);
        }
        if (standing.screen().underway()) {
            return settle(alert, now);
        }
        return switch (alert) {
            case Open _ -> new Step(alert, new Effect.Locate());
            case Deferred _ -> unlessBurst(alert, standing, now, terms);
            case Due _, Decided _ -> new Step(alert, new Effect.Send());
        };
    }

    /** Told once; whoever waits for something that comes later, or failed, goes on waiting without a word. */
    private static Step quiet(Alert alert, boolean deferred, Instant until, Trigger trigger, Terms terms) {
        if (until.isAfter(terms.usefulUntil(trigger))) {
            return conclude(needless(deferred), PushReason.PUSH_REASON_QUIET_HOURS);
        }
        boolean told = alert instanceof Deferred waiting && !waiting.awaitsConfirmation();
        return alert instanceof Due(boolean _, int attempts)
                ? new Step(alert, new Effect.Wait(until, attempts))
                : told ? new Step(alert, new Effect.Wait(until, 0)) : defer(until, PushReason.PUSH_REASON_QUIET_HOURS);
    }

    private static Step located(Open open, Input.Located located, Trigger trigger, Instant now, Terms terms) {
        return switch (located.where()) {
            case AWAY -> {
                Instant over = lingersUntil(located.leftAt(), trigger, terms);
                yield over != null && now.isBefore(over)
                        ? new Step(open, new Effect.Wait(over, 0))
                        : unlessBurst(open, located.standing(), now, terms);
            }
            case HERE -> awaitConfirmation(PushReason.PUSH_REASON_AWAITING_CONFIRMATION, now, terms);
            case ELSEWHERE -> awaitConfirmation(PushReason.PUSH_REASON_ACTIVE_ELSEWHERE, now, terms);
        };
    }

    /** However often a user comes and goes, not for longer than somebody in the foreground may take to confirm. */
    private static @Nullable Instant lingersUntil(@Nullable Instant leftAt, Trigger trigger, Terms terms) {
        if (leftAt == null) {
            return null;
        }
        Instant last = trigger.at().plus(terms.confirmWithin());
        Instant over = leftAt.plus(terms.linger());
        return over.isBefore(last) ? over : last;
    }

    /** From now on, and not from when it was sent: if we learn of a message late, we learn as late that it was confirmed. */
    private static Step awaitConfirmation(PushReason reason, Instant now, Terms terms) {
        return defer(now.plus(terms.confirmWithin()), reason);
    }

    /** Who has waited for the end of a burst once does not again, however much goes on. */
    private static Step unlessBurst(Alert alert, Standing standing, Instant now, Terms terms) {
        Instant over = burstUntil(standing.screen().toldAt(), terms);
        boolean waited = alert instanceof Deferred(PushReason reason) && reason == PushReason.PUSH_REASON_BURST;
        return over != null && now.isBefore(over) && !waited
                ? defer(over, PushReason.PUSH_REASON_BURST)
                : new Step(new Due(isDeferred(alert), 0), new Effect.Send());
    }

    private static @Nullable Instant burstUntil(@Nullable Instant toldAt, Terms terms) {
        return toldAt == null || !terms.bundles() ? null : toldAt.plus(terms.bundleWithin());
    }

    private static Step answered(Due due, Trigger trigger, Answer answer, Instant now, Terms terms) {
        return switch (answer) {
            case Answer.Accepted(long badge, Telling telling) ->
                trigger.kind() == Kind.MESSAGE
                        ? conclude(PushOutcome.PUSH_OUTCOME_SENT, PushReason.PUSH_REASON_NOT_CONFIRMED, badge, telling)
                        : Amends.accepted(trigger, badge, telling);
            case Answer.Bundled(Telling telling) ->
                conclude(PushOutcome.PUSH_OUTCOME_SUPPRESSED, PushReason.PUSH_REASON_BUNDLED, 0, telling);
            case Answer.NothingUnread() -> conclude(needless(due.deferred()), PushReason.PUSH_REASON_READ);
            case Answer.TokenInvalid() ->
                conclude(PushOutcome.PUSH_OUTCOME_SUPPRESSED, PushReason.PUSH_REASON_TOKEN_INVALID);
            case Answer.Refused() -> conclude(PushOutcome.PUSH_OUTCOME_SUPPRESSED, PushReason.PUSH_REASON_REJECTED);
            case Answer.Unavailable(double jitter, Duration retryAfter) -> {
                int attempts = due.attempts() + 1;
                Instant again = now.plus(terms.backoff().pause(attempts, jitter, retryAfter));
                yield new Step(new Due(due.deferred(), attempts), new Effect.Wait(again, attempts));
            }
        };
    }

    private static boolean isDeferred(Alert alert) {
        return alert instanceof Deferred || (alert instanceof Due due && due.deferred());
    }

    private static PushOutcome needless(boolean deferred) {
        return deferred ? PushOutcome.PUSH_OUTCOME_CANCELLED : PushOutcome.PUSH_OUTCOME_SUPPRESSED;
    }

    private static Step defer(Instant until, PushReason reason) {
        return new Step(new Deferred(reason), new Effect.Defer(until, reason));
    }

    private static Step conclude(PushOutcome outcome, PushReason reason) {
        return conclude(outcome, reason, 0, Telling.NOTHING);
    }

    /** It looks again when what is being handed over has its answer, or soon after. */
    static Step settle(Alert alert, Instant now) {
        return new Step(alert, new Effect.Wait(now.plus(SETTLE), alert instanceof Due due ? due.attempts() : 0));
    }

    /** It is over. */
    static Step conclude(PushOutcome outcome, PushReason reason, long badge, Telling telling) {
        return new Step(new Decided(outcome, reason), new Effect.Conclude(outcome, reason, badge, telling));
    }

    private static IllegalStateException unasked(Alert alert, Input input) {
        return new IllegalStateException("alert " + alert + " did not ask for " + input);
    }
}
