package io.hongyan.push.send.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushReason;
import io.hongyan.push.decision.Alert;
import io.hongyan.push.decision.Effect;
import io.hongyan.push.decision.Kind;
import io.hongyan.push.decision.Manner;
import io.hongyan.push.decision.Notice;
import io.hongyan.push.decision.Result;
import io.hongyan.push.decision.Screen;
import io.hongyan.push.decision.Standing;
import io.hongyan.push.decision.Taken;
import io.hongyan.push.decision.Telling;
import io.hongyan.push.decision.Trigger;
import io.hongyan.push.decision.Wishes;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DecisionMetricsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Effect SENT = new Effect.Conclude(
            PushOutcome.PUSH_OUTCOME_SENT, PushReason.PUSH_REASON_NOT_CONFIRMED, 1, new Telling(1, "", true));
    private static final Effect DEFERRED =
            new Effect.Defer(NOON.plusSeconds(30), PushReason.PUSH_REASON_AWAITING_CONFIRMATION);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DecisionMetrics metrics = new DecisionMetrics(meters);

    @Test
    void aMessageIsDecidedWhenTheFirstDecisionIsRecorded() {
        metrics.recorded(result(Kind.MESSAGE, new Alert.Open(), SENT), NOON.plusSeconds(3));
        metrics.recorded(result(Kind.MESSAGE, new Alert.Open(), DEFERRED), NOON.plusSeconds(7));

        assertThat(delay().count()).isEqualTo(2);
        assertThat(delay().totalTime(TimeUnit.SECONDS)).isEqualTo(10);
        assertThat(within(Duration.ofSeconds(5))).isEqualTo(1);
        assertThat(within(Duration.ofSeconds(10))).isEqualTo(2);
        assertThat(decisions("SENT", "NOT_CONFIRMED")).isEqualTo(1);
        assertThat(decisions("DEFERRED", "AWAITING_CONFIRMATION")).isEqualTo(1);
    }

    @Test
    void whatFollowsADeferralOrAFailureWasDecidedBeforeAndCountsOnly() {
        var deferred = new Alert.Deferred(PushReason.PUSH_REASON_AWAITING_CONFIRMATION);
        metrics.recorded(result(Kind.MESSAGE, deferred, SENT), NOON.plusSeconds(60));
        metrics.recorded(result(Kind.MESSAGE, new Alert.Due(false, 3), SENT), NOON.plusSeconds(60));

        assertThat(delay().count()).isZero();
        assertThat(decisions("SENT", "NOT_CONFIRMED")).isEqualTo(2);
    }

    @Test
    void whatIsTakenOffAScreenIsNotPromised() {
        metrics.recorded(result(Kind.CLEAR, new Alert.Open(), SENT), NOON.plusSeconds(3));

        assertThat(delay().count()).isZero();
    }

    @Test
    void waitingIsNoDecision() {
        metrics.recorded(
                result(Kind.MESSAGE, new Alert.Open(), new Effect.Wait(NOON.plusSeconds(9), 1)), NOON.plusSeconds(3));

        assertThat(delay().count()).isZero();
        assertThat(meters.find("hongyan.push.decisions").counters()).isEmpty();
    }

    @Test
    void aClockThatIsAheadMakesNoNegativeDelay() {
        metrics.recorded(result(Kind.MESSAGE, new Alert.Open(), SENT), NOON.minusSeconds(1));

        assertThat(delay().count()).isEqualTo(1);
        assertThat(delay().totalTime(TimeUnit.SECONDS)).isZero();
    }

    private static Result result(Kind kind, Alert alert, Effect effect) {
        var trigger = new Trigger("id", kind, "d:alice:bob", 4, 4, "bob", "phone", NOON, false);
        var standing = new Standing(true, false, 0, 0, false, true, Wishes.UNSAID, Screen.BLANK);
        var taken = new Taken(trigger, alert, 1, standing, new Notice("alice", "", "hello"), Manner.UNSAID, null, null);
        return new Result(taken, effect);
    }

    private Timer delay() {
        return meters.get("hongyan.push.decisions.delay").timer();
    }

    private double within(Duration bound) {
        return Arrays.stream(delay().takeSnapshot().histogramCounts())
                .filter(bucket -> bucket.bucket(TimeUnit.NANOSECONDS) == bound.toNanos())
                .mapToDouble(CountAtBucket::count)
                .findFirst()
                .orElseThrow();
    }

    private double decisions(String outcome, String reason) {
        return meters.get("hongyan.push.decisions")
                .tags("outcome", outcome, "reason", reason)
                .counter()
                .count();
    }
}
