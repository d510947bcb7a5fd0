package io.hongyan.push.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushPolicy;
import io.hongyan.proto.push.v1.PushReason;
import io.hongyan.push.decision.Alert;
import io.hongyan.push.decision.Backoff;
import io.hongyan.push.decision.Manner;
import io.hongyan.push.decision.Notice;
import io.hongyan.push.decision.QuietHours;
import io.hongyan.push.decision.Screen;
import io.hongyan.push.decision.Standing;
import io.hongyan.push.decision.Taken;
import io.hongyan.push.decision.Terms;
import io.hongyan.push.decision.Trigger;
import io.hongyan.push.decision.Whereabouts;
import io.hongyan.push.decision.Wishes;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Terms TERMS = new Terms(
            Duration.ofSeconds(5),
            Duration.ofHours(24),
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10)),
            Duration.ofSeconds(3),
            Duration.ofSeconds(1));
    private static final Standing FREE = new Standing(true, false, 0, 0, false, true);
    private static final QuietHours UNTIL_ONE = new QuietHours(ZoneOffset.UTC, 11 * 60, 13 * 60, false);

    @Test
    void whatNothingSpeaksAgainstIsSent() {
        Verdict verdict = verdict(FREE, Whereabouts.AWAY, 1);

        assertThat(verdict.first())
                .isEqualTo(new Obstacle(PushOutcome.PUSH_OUTCOME_SENT, PushReason.PUSH_REASON_NOT_CONFIRMED, null));
        assertThat(verdict.obstacles()).isEmpty();
    }

    @Test
    void whatSpeaksAgainstItIsNamedInTheOrderOfTheRulesAndTheFirstDecides() {
        var standing = new Standing(
                true,
                false,
                7,
                7,
                true,
                true,
                new Wishes(PushPolicy.PUSH_POLICY_NONE, PushPolicy.PUSH_POLICY_UNSPECIFIED, null, UNTIL_ONE, false),
                new Screen(3, NOON.minusSeconds(1), 2, false, false, false, true, "later"));

        Verdict verdict = verdict(standing, Whereabouts.ELSEWHERE, 0);

        assertThat(verdict.obstacles())
                .containsExactly(
                        suppressed(PushReason.PUSH_REASON_READ),
                        suppressed(PushReason.PUSH_REASON_CONFIRMED_IN_FOREGROUND),
                        suppressed(PushReason.PUSH_REASON_MUTED),
                        suppressed(PushReason.PUSH_REASON_POLICY),
                        suppressed(PushReason.PUSH_REASON_BUNDLED),
                        deferred(PushReason.PUSH_REASON_QUIET_HOURS, NOON.plusSeconds(3600)),
                        deferred(PushReason.PUSH_REASON_ACTIVE_ELSEWHERE, NOON.plusSeconds(5)),
                        deferred(PushReason.PUSH_REASON_BURST, NOON.plusSeconds(2)));
        assertThat(verdict.first()).isEqualTo(suppressed(PushReason.PUSH_REASON_READ));
    }

    @Test
    void whoLeftIsToldNothing() {
        assertThat(verdict(new Standing(false, true, 0, 0, false, true), Whereabouts.AWAY, 1)
                        .obstacles())
                .containsExactly(
                        suppressed(PushReason.PUSH_REASON_NOT_A_MEMBER), suppressed(PushReason.PUSH_REASON_RECALLED));
    }

    @Test
    void aMuteForAWhileAndQuietHoursThatLastTooLongSayWhenTheyEnd() {
        Instant evening = NOON.plusSeconds(6 * 3600);
        var muted = new Standing(
                true,
                false,
                0,
                0,
                false,
                true,
                new Wishes(PushPolicy.PUSH_POLICY_ALL, PushPolicy.PUSH_POLICY_UNSPECIFIED, evening, UNTIL_ONE, false),
                Screen.BLANK);
        var impatient = new Terms(
                TERMS.confirmWithin(),
                Duration.ofMinutes(30),
                TERMS.backoff(),
                TERMS.bundleWithin(),
                Duration.ofSeconds(1));

        Verdict verdict = Verdict.of(taken(muted), Whereabouts.AWAY, 1, true, NOON, impatient);

        assertThat(verdict.obstacles())
                .containsExactly(
                        new Obstacle(PushOutcome.PUSH_OUTCOME_SUPPRESSED, PushReason.PUSH_REASON_MUTED, evening),
                        new Obstacle(
                                PushOutcome.PUSH_OUTCOME_SUPPRESSED,
                                PushReason.PUSH_REASON_QUIET_HOURS,
                                NOON.plusSeconds(3600)));
    }

    @Test
    void whoHasNothingUnreadHasReadItThoughPushDoesNotKnowYet() {
        assertThat(verdict(FREE, Whereabouts.AWAY, 0).obstacles())
                .containsExactly(suppressed(PushReason.PUSH_REASON_READ));
    }

    @Test
    void withoutAWayItIsRejected() {
        Verdict verdict = Verdict.of(taken(FREE), Whereabouts.HERE, 1, false, NOON, TERMS);

        assertThat(verdict.obstacles())
                .containsExactly(
                        deferred(PushReason.PUSH_REASON_AWAITING_CONFIRMATION, NOON.plusSeconds(5)),
                        suppressed(PushReason.PUSH_REASON_REJECTED));
    }

    private static Verdict verdict(Standing standing, Whereabouts where, long badge) {
        return Verdict.of(taken(standing), where, badge, true, NOON, TERMS);
    }

    static Taken taken(Standing standing) {
        return new Taken(
                new Trigger("id", "d:alice:bob", 9, 7, "bob", "phone", NOON),
                new Alert.Open(),
                0,
                standing,
                new Notice("alice", "", "hello"),
                Manner.UNSAID,
                null,
                null);
    }

    private static Obstacle suppressed(PushReason reason) {
        return new Obstacle(PushOutcome.PUSH_OUTCOME_SUPPRESSED, reason, null);
    }

    private static Obstacle deferred(PushReason reason, Instant until) {
        return new Obstacle(PushOutcome.PUSH_OUTCOME_DEFERRED, reason, until);
    }
}
