package io.hongyan.push.decision;

import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushReason;
import java.time.Duration;
import java.time.Instant;

/**
 * One alert: one message for one device, decided once.
 *
 * <pre>
 * Open ──nobody in the foreground──────────────▶ Due ──accepted──▶ Decided: SENT
 *   │                                            ▲ │ ▲ │
 *   └─somebody is─▶ Deferred ──time is up────────┘ │ └─┘ something is down: again later
 *                                                  └──refused, token invalid──▶ Decided: SUPPRESSED
 * each, when looked at and not needed any more ──▶ Decided: CANCELLED where a deferral was told, else SUPPRESSED
 * </pre>
 *
 * Nothing but a provider's acceptance leads to SENT, and nothing leads out of Decided. What a crash leaves behind is
 * looked at again, from the state last recorded: an alert may be handed to the provider twice, with the same ids.
 */
public sealed interface Alert {

    /** Nothing has been said about it. */
    record Open() implements Alert {}

    /** It was told that a confirmation is awaited. */
    record Deferred() implements Alert {}

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
        return switch (alert) {
            case Open open ->
                switch (input) {
                    case Input.TakenUp(Standing standing) ->
                        unlessNeedless(standing, trigger, now, terms, false, new Step(open, new Effect.Locate()));
                    case Input.Located(boolean foreground) ->
                        foreground ? defer(trigger, now, terms) : send(new Due(false, 0));
                    case Input.Answered _ -> throw unasked(alert, input);
                };
            case Deferred deferred ->
                switch (input) {
                    case Input.TakenUp(Standing standing) ->
                        unlessNeedless(standing, trigger, now, terms, true, afterConfirmTime(trigger, now, terms));
                    case Input.Located _, Input.Answered _ -> throw unasked(deferred, input);
                };
            case Due due ->
                switch (input) {
                    case Input.TakenUp(Standing standing) ->
                        unlessNeedless(standing, trigger, now, terms, due.deferred(), send(due));
                    case Input.Answered(Answer answer) -> answered(due, answer, now, terms);
                    case Input.Located _ -> throw unasked(alert, input);
                };
            case Decided _ -> throw unasked(alert, input);
        };
    }

    private static Step unlessNeedless(
            Standing standing, Trigger trigger, Instant now, Terms terms, boolean deferred, Step otherwise) {
        PushReason objection = standing.objection(trigger.seq());
        if (objection != null) {
            return conclude(needless(deferred), objection, 0);
        }
        if (now.isAfter(terms.usefulUntil(trigger))) {
            return conclude(PushOutcome.PUSH_OUTCOME_SUPPRESSED, PushReason.PUSH_REASON_EXPIRED, 0);
        }
        return otherwise;
    }

    private static PushOutcome needless(boolean deferred) {
        return deferred ? PushOutcome.PUSH_OUTCOME_CANCELLED : PushOutcome.PUSH_OUTCOME_SUPPRESSED;
    }

    private static Step defer(Trigger trigger, Instant now, Terms terms) {
        Instant confirmed = trigger.at().plus(terms.confirmWithin());
        Instant soonest = now.plus(terms.grace()); // where we learn late, the confirmation may be right behind
        return new Step(new Deferred(), new Effect.Defer(confirmed.isAfter(soonest) ? confirmed : soonest));
    }

    private static Step afterConfirmTime(Trigger trigger, Instant now, Terms terms) {
        Instant until = trigger.at().plus(terms.confirmWithin());
        return now.isBefore(until) ? new Step(new Deferred(), new Effect.Wait(until, 0)) : send(new Due(true, 0));
    }

    private static Step answered(Due due, Answer answer, Instant now, Terms terms) {
        return switch (answer) {
            case Answer.Accepted(long badge) ->
                conclude(PushOutcome.PUSH_OUTCOME_SENT, PushReason.PUSH_REASON_NOT_CONFIRMED, badge);
            case Answer.NothingUnread() -> conclude(needless(due.deferred()), PushReason.PUSH_REASON_READ, 0);
            case Answer.TokenInvalid() ->
                conclude(PushOutcome.PUSH_OUTCOME_SUPPRESSED, PushReason.PUSH_REASON_TOKEN_INVALID, 0);
            case Answer.Refused() -> conclude(PushOutcome.PUSH_OUTCOME_SUPPRESSED, PushReason.PUSH_REASON_REJECTED, 0);
            case Answer.Unavailable(double jitter, Duration retryAfter) -> {
                int attempts = due.attempts() + 1;
                Instant again = now.plus(terms.backoff().pause(attempts, jitter, retryAfter));
                yield new Step(new Due(due.deferred(), attempts), new Effect.Wait(again, attempts));
            }
        };
    }

    private static Step send(Due due) {
        return new Step(due, new Effect.Send());
    }

    private static Step conclude(PushOutcome outcome, PushReason reason, long badge) {
        return new Step(new Decided(outcome, reason), new Effect.Conclude(outcome, reason, badge));
    }

    private static IllegalStateException unasked(Alert alert, Input input) {
        return new IllegalStateException("alert " + alert + " did not ask for " + input);
    }
}
