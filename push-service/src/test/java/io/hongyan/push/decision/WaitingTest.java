package io.hongyan.push.decision;

import static io.hongyan.proto.push.v1.PushOutcome.PUSH_OUTCOME_CANCELLED;
import static io.hongyan.proto.push.v1.PushOutcome.PUSH_OUTCOME_SUPPRESSED;
import static io.hongyan.proto.push.v1.PushPolicy.PUSH_POLICY_ALL;
import static io.hongyan.proto.push.v1.PushPolicy.PUSH_POLICY_MENTIONS;
import static io.hongyan.proto.push.v1.PushPolicy.PUSH_POLICY_NONE;
import static io.hongyan.proto.push.v1.PushPolicy.PUSH_POLICY_UNSPECIFIED;
import static io.hongyan.proto.push.v1.PushReason.PUSH_REASON_ACTIVE_ELSEWHERE;
import static io.hongyan.proto.push.v1.PushReason.PUSH_REASON_BURST;
import static io.hongyan.proto.push.v1.PushReason.PUSH_REASON_MUTED;
import static io.hongyan.proto.push.v1.PushReason.PUSH_REASON_POLICY;
import static io.hongyan.proto.push.v1.PushReason.PUSH_REASON_QUIET_HOURS;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.push.v1.PushPolicy;
import io.hongyan.proto.push.v1.PushReason;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What keeps alerts waiting, and what users want of them. */
class WaitingTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Terms TERMS = new Terms(
            Duration.ofSeconds(5),
            Duration.ofHours(24),
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10)),
            Duration.ofSeconds(3),
            Duration.ofSeconds(1));
    private static final QuietHours NOON_TO_TWO = new QuietHours(ZoneOffset.UTC, 12 * 60, 14 * 60, false);
    private static final Instant TWO = Instant.parse("2026-01-01T14:00:00Z");
    private static final Alert OPEN = new Alert.Open();
    private static final Trigger DIRECT = message("d:alice:bob", false);
    private static final Trigger GROUP = message("g:x", false);
    private static final Trigger MENTION = message("g:x", true);

    @Test
    void whoIsActiveElsewhereMayConfirmThereFirst() {
        var step = step(OPEN, DIRECT, new Input.Located(Whereabouts.ELSEWHERE, standing(Wishes.UNSAID)), NOON);

        assertThat(step)
                .isEqualTo(new Step(
                        new Alert.Deferred(PUSH_REASON_ACTIVE_ELSEWHERE),
                        new Effect.Defer(NOON.plusSeconds(5), PUSH_REASON_ACTIVE_ELSEWHERE)));
        assertThat(takenUp(step.next(), DIRECT, Wishes.UNSAID, NOON.plusSeconds(5)))
                .isEqualTo(new Effect.Send());
    }

    @Test
    void whatComesInQuietHoursWaitsForTheirEnd() {
        Wishes wishes = quiet(NOON_TO_TWO);

        assertThat(takenUp(OPEN, DIRECT, wishes, NOON)).isEqualTo(new Effect.Defer(TWO, PUSH_REASON_QUIET_HOURS));
        assertThat(takenUp(new Alert.Deferred(PUSH_REASON_QUIET_HOURS), DIRECT, wishes, TWO))
                .isEqualTo(new Effect.Send());
    }

    @Test
    void whereQuietHoursGrowTheWaitIsNotToldAgain() {
        var longer = quiet(new QuietHours(ZoneOffset.UTC, 12 * 60, 15 * 60, false));

        assertThat(takenUp(new Alert.Deferred(PUSH_REASON_QUIET_HOURS), DIRECT, longer, TWO))
                .isEqualTo(new Effect.Wait(TWO.plusSeconds(3600), 0));
    }

    @Test
    void whatWouldBeOfNoUseAfterQuietHoursIsNeverSent() {
        var terms = new Terms(
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                TERMS.backoff(),
                Duration.ofSeconds(3),
                Duration.ofSeconds(1));

        Step step = Alert.step(OPEN, DIRECT, new Input.TakenUp(standing(quiet(NOON_TO_TWO))), NOON, terms);

        assertThat(step.effect())
                .isEqualTo(new Effect.Conclude(PUSH_OUTCOME_SUPPRESSED, PUSH_REASON_QUIET_HOURS, 0, Telling.NOTHING));
    }

    @Test
    void aMentionComesThroughQuietHoursOnlyWhereThatIsWanted() {
        var through = quiet(new QuietHours(ZoneOffset.UTC, 12 * 60, 14 * 60, true));

        assertThat(takenUp(OPEN, MENTION, quiet(NOON_TO_TWO), NOON))
                .isEqualTo(new Effect.Defer(TWO, PUSH_REASON_QUIET_HOURS));
        assertThat(takenUp(OPEN, MENTION, through, NOON)).isEqualTo(new Effect.Locate());
        assertThat(takenUp(OPEN, GROUP, through, NOON)).isEqualTo(new Effect.Defer(TWO, PUSH_REASON_QUIET_HOURS));
    }

    @Test
    void whatFailedBeforeWaitsOutQuietHoursWithoutAWord() {
        assertThat(takenUp(new Alert.Due(false, 3), DIRECT, quiet(NOON_TO_TWO), NOON))
                .isEqualTo(new Effect.Wait(TWO, 3));
    }

    @Test
    void whatComesRightAfterAnAlertOfItsConversationWaitsForMore() {
        var step = step(OPEN, DIRECT, new Input.Located(Whereabouts.AWAY, told(NOON.minusSeconds(1))), NOON);

        assertThat(step)
                .isEqualTo(new Step(
                        new Alert.Deferred(PUSH_REASON_BURST),
                        new Effect.Defer(NOON.plusSeconds(2), PUSH_REASON_BURST)));
    }

    @Test
    void nobodyWaitsForTheEndOfABurstTwice() {
        var waited = new Alert.Deferred(PUSH_REASON_BURST);

        assertThat(step(waited, DIRECT, new Input.TakenUp(told(NOON.minusSeconds(1))), NOON)
                        .effect())
                .isEqualTo(new Effect.Send());
    }

    @Test
    void afterAPauseAnAlertComesAtOnce() {
        assertThat(step(OPEN, DIRECT, new Input.Located(Whereabouts.AWAY, told(NOON.minusSeconds(3))), NOON)
                        .effect())
                .isEqualTo(new Effect.Send());
    }

    @Test
    void policiesTellPeopleGroupsAndMentionsApart() {
        assertThat(reason(DIRECT, policy(PUSH_POLICY_MENTIONS))).isNull();
        assertThat(reason(MENTION, policy(PUSH_POLICY_MENTIONS))).isNull();
        assertThat(reason(GROUP, policy(PUSH_POLICY_MENTIONS))).isEqualTo(PUSH_REASON_POLICY);
        assertThat(reason(MENTION, policy(PUSH_POLICY_NONE))).isEqualTo(PUSH_REASON_POLICY);
        assertThat(reason(GROUP, policy(PUSH_POLICY_ALL))).isNull();
    }

    @Test
    void whatIsWantedOfAConversationHoldsThere() {
        assertThat(reason(GROUP, new Wishes(PUSH_POLICY_NONE, PUSH_POLICY_ALL, null, null, false)))
                .isNull();
        assertThat(reason(GROUP, new Wishes(PUSH_POLICY_ALL, PUSH_POLICY_NONE, null, null, false)))
                .isEqualTo(PUSH_REASON_POLICY);
    }

    @Test
    void aConversationIsMutedUntilATime() {
        var untilOne = new Wishes(PUSH_POLICY_UNSPECIFIED, PUSH_POLICY_UNSPECIFIED, NOON.plusSeconds(1), null, false);

        assertThat(reason(GROUP, untilOne)).isEqualTo(PUSH_REASON_MUTED);
        assertThat(takenUp(OPEN, GROUP, untilOne, NOON.plusSeconds(1))).isEqualTo(new Effect.Locate());
    }

    @Test
    void aMentionBreaksAMuteOnlyWhereThatIsWanted() {
        var breaks = new Wishes(PUSH_POLICY_UNSPECIFIED, PUSH_POLICY_UNSPECIFIED, null, null, true);

        assertThat(muted(Wishes.UNSAID).objection(MENTION, NOON)).isEqualTo(PUSH_REASON_MUTED);
        assertThat(muted(breaks).objection(MENTION, NOON)).isNull();
        assertThat(muted(breaks).objection(GROUP, NOON)).isEqualTo(PUSH_REASON_MUTED);
    }

    @Test
    void whoWantsNoneAnyMoreCancelsWhatWaits() {
        assertThat(takenUp(new Alert.Deferred(PUSH_REASON_QUIET_HOURS), DIRECT, policy(PUSH_POLICY_NONE), NOON))
                .isEqualTo(new Effect.Conclude(PUSH_OUTCOME_CANCELLED, PUSH_REASON_POLICY, 0, Telling.NOTHING));
    }

    private static @Nullable PushReason reason(Trigger message, Wishes wishes) {
        return standing(wishes).objection(message, NOON);
    }

    private static Wishes policy(PushPolicy policy) {
        return new Wishes(policy, PUSH_POLICY_UNSPECIFIED, null, null, false);
    }

    private static Wishes quiet(QuietHours hours) {
        return new Wishes(PUSH_POLICY_UNSPECIFIED, PUSH_POLICY_UNSPECIFIED, null, hours, false);
    }

    private static Standing standing(Wishes wishes) {
        return new Standing(true, false, 6, 6, false, true, wishes, Screen.BLANK);
    }

    private static Standing muted(Wishes wishes) {
        return new Standing(true, false, 6, 6, true, true, wishes, Screen.BLANK);
    }

    private static Standing told(Instant at) {
        return new Standing(
                true, false, 0, 0, false, true, Wishes.UNSAID, new Screen(1, at, 1, false, false, false, true));
    }

    private static Trigger message(String conversation, boolean mentioned) {
        return new Trigger("id", Kind.MESSAGE, conversation, 9, 7, "bob", "phone", NOON, mentioned);
    }

    private static Effect takenUp(Alert alert, Trigger message, Wishes wishes, Instant now) {
        return step(alert, message, new Input.TakenUp(standing(wishes)), now).effect();
    }

    private static Step step(Alert alert, Trigger message, Input input, Instant now) {
        return Alert.step(alert, message, input, now, TERMS);
    }
}
