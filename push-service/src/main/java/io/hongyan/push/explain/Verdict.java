package io.hongyan.push.explain;

import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushReason;
import io.hongyan.push.decision.Alert;
import io.hongyan.push.decision.Answer;
import io.hongyan.push.decision.Effect;
import io.hongyan.push.decision.Input;
import io.hongyan.push.decision.Step;
import io.hongyan.push.decision.Taken;
import io.hongyan.push.decision.Telling;
import io.hongyan.push.decision.Terms;
import io.hongyan.push.decision.Whereabouts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What would be decided about an alert if its message came in now. Found by asking {@link Alert}, and asking it again as if what it
 * named were not so, until it would send: the rules are its own.
 *
 * @param first what would be decided: the first obstacle, or that it is sent
 * @param obstacles everything that speaks against it, in the order of the rules; each reason at most once
 */
public record Verdict(Obstacle first, List<Obstacle> obstacles) {

    /**
     * Of one device.
     *
     * @param taken the alert as if it were taken up now, of a device that is registered
     * @param where where the user is, seen from the device
     * @param badge the user's number of unread messages, this one included
     * @param carried whether anybody carries the alerts of the device's app
     */
    public static Verdict of(Taken taken, Whereabouts where, long badge, boolean carried, Instant now, Terms terms) {
        List<Obstacle> found = new ArrayList<>();
        Situation situation = new Situation(taken.trigger(), taken.standing(), where);
        Step step = situation.decide(now, terms);
        while (!(step.effect() instanceof Effect.Send)) {
            Obstacle obstacle = obstacle(step, situation, now);
            found.add(obstacle);
            situation = situation.without(obstacle.reason());
            step = situation.decide(now, terms);
        }
        Alert due = step.next();
        if (taken.nothingUnread(badge)
                && found.stream().noneMatch(one -> one.reason() == PushReason.PUSH_REASON_READ)) {
            found.add(answered(due, taken, new Answer.NothingUnread(), now, terms));
        }
        if (!carried) {
            found.add(answered(due, taken, new Answer.Refused(), now, terms));
        }
        Obstacle sent = answered(due, taken, new Answer.Accepted(badge, new Telling(1, "", true)), now, terms);
        return new Verdict(found.isEmpty() ? sent : found.getFirst(), List.copyOf(found));
    }

    private static Obstacle answered(Alert due, Taken taken, Answer answer, Instant now, Terms terms) {
        Step step = Alert.step(due, taken.trigger(), new Input.Answered(answer), now, terms);
        return obstacle(step, new Situation(taken.trigger(), taken.standing(), Whereabouts.AWAY), now);
    }

    private static Obstacle obstacle(Step step, Situation situation, Instant now) {
        return switch (step.effect()) {
            case Effect.Defer(Instant until, PushReason reason) ->
                new Obstacle(PushOutcome.PUSH_OUTCOME_DEFERRED, reason, until);
            case Effect.Conclude(PushOutcome outcome, PushReason reason, long _, Telling _) ->
                new Obstacle(outcome, reason, situation.ends(reason, now));
            case Effect.Wait _, Effect.Locate _, Effect.Send _ ->
                throw new IllegalStateException("an alert that nothing was said about came to " + step.effect());
        };
    }
}
