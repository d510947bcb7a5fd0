package io.hongyan.bench.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.embedded.ApnsNotification;
import io.hongyan.proto.push.v1.PushDecision;
import io.hongyan.proto.push.v1.PushKind;
import io.hongyan.proto.push.v1.PushOutcome;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is right passes, and each thing that can be wrong is found. */
class CorrespondenceTest {

    private static final long NOW = 1_767_268_800_000L;

    private final Correspondence away = new Correspondence(7, false);

    @Test
    void whatIsDecidedAndToldOnceWithItsBadgeIsRight() {
        message(1);
        message(2);

        assertThat(away.findings()).isEqualTo(new Findings(2, 2, 2, 0, 0, 0, 0, 0, 0));
        assertThat(away.findings().clean()).isTrue();
    }

    @Test
    void theTimeFromCommitToDecisionCountsWhereNothingWasWaitedFor() {
        away.says(NOW, true);
        away.committed(1, NOW + 5);
        away.says(NOW, true);
        away.committed(2, NOW + 5);
        away.says(NOW, false);
        away.committed(3, NOW + 5);

        assertThat(away.decided(decision(1, PushOutcome.PUSH_OUTCOME_SENT, NOW + 300)))
                .hasValue(295);
        assertThat(away.decided(decision(1, PushOutcome.PUSH_OUTCOME_SENT, NOW + 300)))
                .isEmpty();
        away.decided(decision(2, PushOutcome.PUSH_OUTCOME_DEFERRED, NOW + 300));
        assertThat(away.decided(decision(2, PushOutcome.PUSH_OUTCOME_SENT, NOW + 3000)))
                .isEmpty();
        assertThat(away.decided(decision(3, PushOutcome.PUSH_OUTCOME_SENT, NOW + 300)))
                .isEmpty();
    }

    @Test
    void whatGoesWithAnotherAlertIsToldByThat() {
        away.says(NOW, false);
        away.says(NOW, false);
        away.decided(decision(1, PushOutcome.PUSH_OUTCOME_SUPPRESSED, NOW + 20).toBuilder()
                .setToldWith(id(2).toString())
                .build());
        away.decided(decision(2, PushOutcome.PUSH_OUTCOME_SENT, NOW + 20));
        away.shown(new Shown(id(2), false, 2, 2, NOW + 10));

        assertThat(away.findings()).isEqualTo(new Findings(2, 2, 2, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void againThoughItWasRecordedIsADoubleAndBeforeAnybodyRecordedItIsWhatAKillHid() {
        message(1);
        away.shown(new Shown(id(1), false, 1, 1, NOW + 5000));
        assertThat(away.findings().doubles()).isEqualTo(1);

        away.says(NOW, false);
        away.shown(new Shown(id(2), false, 2, 2, NOW + 10));
        away.shown(new Shown(id(2), false, 2, 2, NOW + 9000));
        away.decided(decision(2, PushOutcome.PUSH_OUTCOME_SENT, NOW + 9001));
        assertThat(away.findings().hidden()).isEqualTo(1);
        assertThat(away.findings().doubles()).isEqualTo(1);
    }

    @Test
    void aWrongBadgeIsFoundAndThatOfWhatIsReadIsNone() {
        message(1);
        message(2);
        away.reads(NOW);
        away.shown(new Shown(id(50), true, 0, 0, NOW));
        away.says(NOW, false);
        assertThat(away.findings().wrongBadges()).isZero();

        away.shown(new Shown(id(3), false, 3, 3, NOW)); // one is unread
        away.shown(new Shown(id(51), true, 0, 1, NOW));
        assertThat(away.findings().wrongBadges()).isEqualTo(2);
    }

    @Test
    void whatWasConfirmedInTheForegroundMustNotBeTold() {
        var there = new Correspondence(8, true);
        there.says(NOW, false);
        there.confirms(NOW);
        there.decided(decision(1, PushOutcome.PUSH_OUTCOME_CANCELLED, NOW));
        assertThat(there.findings().clean()).isTrue();

        there.shown(new Shown(id(1), false, 1, 1, NOW));
        assertThat(there.findings().inForeground()).isEqualTo(1);
    }

    @Test
    void whatIsNotToldIsMissingUnlessItIsRead() {
        away.says(NOW, false);
        away.decided(decision(1, PushOutcome.PUSH_OUTCOME_SUPPRESSED, NOW));
        assertThat(away.findings().missing()).isEqualTo(1);

        away.reads(NOW);
        assertThat(away.findings().missing()).isZero();
    }

    @Test
    void whatIsUndecidedOrDecidedInTwoWaysIsNotClean() {
        away.says(NOW, false);
        assertThat(away.undecided()).isEqualTo(1);
        assertThat(away.findings().clean()).isFalse();

        away.decided(decision(1, PushOutcome.PUSH_OUTCOME_SENT, NOW));
        away.decided(decision(1, PushOutcome.PUSH_OUTCOME_CANCELLED, NOW));
        assertThat(away.undecided()).isZero();
        assertThat(away.findings().contradictions()).isEqualTo(1);
    }

    @Test
    void badgesAreThoseOfAnEvent() {
        away.says(NOW, false);
        away.says(NOW, false);
        away.reads(NOW);
        away.says(NOW, false);

        assertThat(away.unread(1)).isEqualTo(1);
        assertThat(away.unread(2)).isEqualTo(2);
        assertThat(away.unread(3)).isZero();
        assertThat(away.unread(4)).isEqualTo(1);
        assertThat(away.unread(0)).isEqualTo(1);
    }

    @Test
    void whatApplesServerGotIsReadOffThePayload() {
        var notification = new ApnsNotification(
                "07",
                "io.hongyan.bench",
                null,
                null,
                "alert",
                "10",
                "0",
                "{\"aps\":{\"badge\":4},\"id\":\"%s\",\"kind\":\"message\",\"seq\":9}".formatted(id(9)));

        assertThat(Shown.of(notification, NOW)).isEqualTo(new Shown(id(9), false, 9, 4, NOW));
    }

    private void message(long seq) {
        away.says(NOW, false);
        away.shown(new Shown(id(seq), false, seq, seq, NOW + 10));
        away.decided(decision(seq, PushOutcome.PUSH_OUTCOME_SENT, NOW + 20));
    }

    private static PushDecision decision(long seq, PushOutcome outcome, long atMs) {
        return PushDecision.newBuilder()
                .setDecisionId(id(seq).toString())
                .setSeq(seq)
                .setKind(PushKind.PUSH_KIND_MESSAGE)
                .setOutcome(outcome)
                .setTimeMs(atMs)
                .build();
    }

    private static UUID id(long seq) {
        return new UUID(0, seq);
    }
}
