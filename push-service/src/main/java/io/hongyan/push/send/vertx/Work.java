package io.hongyan.push.send.vertx;

import io.hongyan.push.decision.Alert;
import io.hongyan.push.decision.Effect;
import io.hongyan.push.decision.Input;
import io.hongyan.push.decision.Result;
import io.hongyan.push.decision.Step;
import io.hongyan.push.decision.Taken;
import io.hongyan.push.decision.Terms;
import java.time.Instant;

/**
 * An alert that was taken up, and how far it has come since.
 *
 * @param taken as it was taken up
 * @param alert what it is now
 * @param effect what is to be done for it
 */
record Work(Taken taken, Alert alert, Effect effect) {

    static Work begin(Taken taken, Instant now, Terms terms) {
        Step step = Alert.step(taken.alert(), taken.trigger(), new Input.TakenUp(taken.standing()), now, terms);
        return new Work(taken, step.next(), step.effect());
    }

    Work on(Input input, Instant now, Terms terms) {
        Step step = Alert.step(alert, taken.trigger(), input, now, terms);
        return new Work(taken, step.next(), step.effect());
    }

    boolean locates() {
        return effect instanceof Effect.Locate;
    }

    boolean sends() {
        return effect instanceof Effect.Send;
    }

    Result result() {
        return new Result(taken, effect);
    }

    String user() {
        return taken.trigger().userId();
    }
}
