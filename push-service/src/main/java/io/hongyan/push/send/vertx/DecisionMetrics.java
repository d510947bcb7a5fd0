package io.hongyan.push.send.vertx;

import io.hongyan.push.decision.Alert;
import io.hongyan.push.decision.Effect;
import io.hongyan.push.decision.Kind;
import io.hongyan.push.decision.Names;
import io.hongyan.push.decision.Result;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** What is counted of decisions, once they are recorded. */
@ApplicationScoped
class DecisionMetrics {

    private final MeterRegistry meters;
    private final Timer delay;
    private final Counter overtaken;

    DecisionMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.delay = Timer.builder("hongyan.push.decisions.delay")
                .description("From a message's number to the first decision about its alert")
                // What may be promised of decisions, since what is promised has to be a bound here: docs/slo.md.
                .serviceLevelObjectives(
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(2_500),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        Duration.ofMinutes(1))
                .register(meters);
        this.overtaken = meters.counter("hongyan.push.alerts.overtaken");
    }

    /** Something was recorded of an alert. A deferral is a decision, a wait is none. */
    void recorded(Result result, Instant now) {
        switch (result.effect()) {
            case Effect.Conclude(var outcome, var reason, var _, var _) ->
                decided(result, Names.of(outcome), Names.of(reason), now);
            case Effect.Defer(var _, var reason) -> decided(result, "DEFERRED", Names.of(reason), now);
            case Effect.Wait _, Effect.Locate _, Effect.Send _ -> {
                // nothing was decided
            }
        }
    }

    private void decided(Result result, String outcome, String reason, Instant now) {
        meters.counter("hongyan.push.decisions", "outcome", outcome, "reason", reason)
                .increment();
        boolean first = result.taken().alert() instanceof Alert.Open;
        if (first && result.taken().trigger().kind() == Kind.MESSAGE) {
            // The sequencer's clock: one that is ahead of ours counts as no time.
            Duration took = Duration.between(result.taken().trigger().at(), now);
            delay.record(took.isNegative() ? Duration.ZERO : took);
        }
    }

    /** So many alerts had been taken up by somebody else before what came of them could be recorded: it may be sent again. */
    void overtaken(int alerts) {
        overtaken.increment(alerts);
    }
}
