package io.hongyan.push.decision;

import static io.hongyan.proto.push.v1.PushOutcome.PUSH_OUTCOME_CANCELLED;
import static io.hongyan.proto.push.v1.PushOutcome.PUSH_OUTCOME_SENT;
import static io.hongyan.proto.push.v1.PushOutcome.PUSH_OUTCOME_SUPPRESSED;
import static io.hongyan.proto.push.v1.PushReason.PUSH_REASON_AWAITING_CONFIRMATION;
import static io.hongyan.proto.push.v1.PushReason.PUSH_REASON_BUNDLED;
import static io.hongyan.proto.push.v1.PushReason.PUSH_REASON_BURST;
import static io.hongyan.proto.push.v1.PushReason.PUSH_REASON_CONFIRMED_IN_FOREGROUND;
import static io.hongyan.proto.push.v1.PushReason.PUSH_REASON_EXPIRED;
import static io.hongyan.proto.push.v1.PushReason.PUSH_REASON_MUTED;
import static io.hongyan.proto.push.v1.PushReason.PUSH_REASON_NOT_A_MEMBER;
import static io.hongyan.proto.push.v1.PushReason.PUSH_REASON_NOT_CONFIRMED;
import static io.hongyan.proto.push.v1.PushReason.PUSH_REASON_READ;
import static io.hongyan.proto.push.v1.PushReason.PUSH_REASON_RECALLED;
import static io.hongyan.proto.push.v1.PushReason.PUSH_REASON_REJECTED;
import static io.hongyan.proto.push.v1.PushReason.PUSH_REASON_TOKEN_INVALID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlertTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Terms TERMS = new Terms(
            Duration.ofSeconds(5),
            Duration.ofHours(24),
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10)),
            Duration.ZERO,
            Duration.ofSeconds(1));
    private static final Trigger TRIGGER = new Trigger("id", "d:alice:bob", 9, 7, "bob", "phone", NOON);
    private static final Standing WANTED = new Standing(true, false, 6, 6, false, true);
    private static final Alert OPEN = new Alert.Open();
    private static final Alert DEFERRED = new Alert.Deferred(PUSH_REASON_AWAITING_CONFIRMATION);

    @Test
    void presenceIsAskedFirst() {
        assertThat(step(OPEN, new Input.TakenUp(WANTED), NOON)).isEqualTo(new Step(OPEN, new Effect.Locate()));
    }

    @Test
    void anotherAlertOfTheConversationThatIsInSomebodysHandsIsWaitedFor() {
        Standing underway = onScreen(new Screen(0, null, 0, false, false, true, true));

        for (Alert alert : List.of(OPEN, new Alert.Deferred(PUSH_REASON_BURST), new Alert.Due(true, 3))) {
            assertThat(step(alert, new Input.TakenUp(underway), NOON.plusSeconds(9))
                            .next())
                    .isEqualTo(alert);
        }
        assertThat(step(OPEN, new Input.TakenUp(underway), NOON).effect())
                .isEqualTo(new Effect.Wait(NOON.plusMillis(200), 0));
        assertThat(step(new Alert.Due(true, 3), new Input.TakenUp(underway), NOON)
                        .effect())
                .isEqualTo(new Effect.Wait(NOON.plusMillis(200), 3));
    }

    @Test
    void afterAnAlertOfALaterMessageNoneOfAnEarlierOneComes() {
        Standing later = onScreen(new Screen(1, NOON, 1, false, false, false, true, "later"));
        var bundling = new Terms(
                TERMS.confirmWithin(),
                TERMS.usefulFor(),
                TERMS.backoff(),
                Duration.ofSeconds(30),
                Duration.ofSeconds(1));
        var mention = new Trigger("id", Kind.MESSAGE, "g:x", 9, 7, "bob", "phone", NOON, true);
        var over = new Effect.Conclude(PUSH_OUTCOME_SUPPRESSED, PUSH_REASON_BUNDLED, 0, new Telling(0, "later", false));

        for (Alert alert : List.of(OPEN, DEFERRED, new Alert.Due(true, 3))) {
            assertThat(Alert.step(alert, TRIGGER, new Input.TakenUp(later), NOON.plusSeconds(9), bundling)
                            .effect())
                    .isEqualTo(over);
        }
        assertThat(Alert.step(OPEN, mention, new Input.TakenUp(later), NOON, bundling)
                        .effect())
                .isEqualTo(new Effect.Locate());
        assertThat(step(OPEN, new Input.TakenUp(later), NOON).effect()).isEqualTo(new Effect.Locate());
    }

    @Test
    void whatIsNeededNoMoreWaitsForNobody() {
        var read = new Standing(
                true, false, 7, 7, false, true, Wishes.UNSAID, new Screen(0, null, 0, false, false, true, true));

        assertThat(step(OPEN, new Input.TakenUp(read), NOON).next())
                .isEqualTo(new Alert.Decided(PUSH_OUTCOME_SUPPRESSED, PUSH_REASON_READ));
    }

    @Test
    void whoIsAwayIsSentToAtOnce() {
        assertThat(step(OPEN, new Input.Located(Whereabouts.AWAY, WANTED), NOON))
                .isEqualTo(new Step(new Alert.Due(false, 0), new Effect.Send()));
    }

    @Test
    void whoHasJustLeftIsToldOnceAConfirmationThatWasUnderWayMustHaveCome() {
        var left = NOON.minusMillis(50);
        var lingering = step(OPEN, new Input.Located(Whereabouts.AWAY, left, WANTED), NOON);

        assertThat(lingering).isEqualTo(new Step(OPEN, new Effect.Wait(NOON.plusMillis(950), 0)));
        assertThat(step(OPEN, new Input.Located(Whereabouts.AWAY, left, WANTED), NOON.plusMillis(950)))
                .isEqualTo(new Step(new Alert.Due(false, 0), new Effect.Send()));
    }

    @Test
    void whoComesAndGoesIsToldOnceSomebodyWhoStayedWouldHaveBeen() {
        assertThat(step(OPEN, new Input.Located(Whereabouts.AWAY, NOON.plusMillis(4_900), WANTED), NOON.plusSeconds(5)))
                .isEqualTo(new Step(new Alert.Due(false, 0), new Effect.Send()));
        assertThat(step(
                                OPEN,
                                new Input.Located(Whereabouts.AWAY, NOON.plusMillis(4_900), WANTED),
                                NOON.plusMillis(4_950))
                        .effect())
                .isEqualTo(new Effect.Wait(NOON.plusSeconds(5), 0));
    }

    @Test
    void whoHasTheAppOpenMayConfirmFirst() {
        assertThat(step(OPEN, new Input.Located(Whereabouts.HERE, WANTED), NOON.plusMillis(300)))
                .isEqualTo(new Step(
                        DEFERRED, new Effect.Defer(NOON.plusMillis(5_300), PUSH_REASON_AWAITING_CONFIRMATION)));
    }

    @Test
    void whereTheMessageIsLearntLateTheConfirmationMayComeAsLate() {
        var late = NOON.plusSeconds(60);

        assertThat(step(OPEN, new Input.Located(Whereabouts.HERE, WANTED), late))
                .isEqualTo(
                        new Step(DEFERRED, new Effect.Defer(late.plusSeconds(5), PUSH_REASON_AWAITING_CONFIRMATION)));
    }

    @Test
    void unconfirmedItIsSentWhenTheTimeIsUp() {
        assertThat(step(DEFERRED, new Input.TakenUp(WANTED), NOON.plusSeconds(5)))
                .isEqualTo(new Step(new Alert.Due(true, 0), new Effect.Send()));
    }

    @Test
    void takenUpBeforeItsTimeItGoesOnWaiting() {
        assertThat(step(DEFERRED, new Input.TakenUp(WANTED), NOON.plusSeconds(4)))
                .isEqualTo(new Step(DEFERRED, new Effect.Wait(NOON.plusSeconds(5), 0)));
    }

    @Test
    void whateverMakesItNeedlessIsTheReason() {
        assertThat(reasonFor(new Standing(false, false, 0, 0, false, true))).isEqualTo(PUSH_REASON_NOT_A_MEMBER);
        assertThat(reasonFor(new Standing(true, true, 0, 0, false, true))).isEqualTo(PUSH_REASON_RECALLED);
        assertThat(reasonFor(new Standing(true, false, 7, 0, false, true))).isEqualTo(PUSH_REASON_READ);
        assertThat(reasonFor(new Standing(true, false, 0, 8, false, true)))
                .isEqualTo(PUSH_REASON_CONFIRMED_IN_FOREGROUND);
        assertThat(reasonFor(new Standing(true, false, 0, 0, true, true))).isEqualTo(PUSH_REASON_MUTED);
        assertThat(reasonFor(new Standing(true, false, 0, 0, false, false))).isEqualTo(PUSH_REASON_TOKEN_INVALID);
    }

    @Test
    void whatWasDeferredIsCancelledAndWhatWasNotIsSuppressed() {
        var read = new Input.TakenUp(new Standing(true, false, 7, 0, false, true));

        assertThat(step(OPEN, read, NOON)).isEqualTo(over(PUSH_OUTCOME_SUPPRESSED, PUSH_REASON_READ, 0));
        assertThat(step(DEFERRED, read, NOON)).isEqualTo(over(PUSH_OUTCOME_CANCELLED, PUSH_REASON_READ, 0));
        assertThat(step(new Alert.Due(true, 2), read, NOON))
                .isEqualTo(over(PUSH_OUTCOME_CANCELLED, PUSH_REASON_READ, 0));
        assertThat(step(new Alert.Due(false, 2), read, NOON))
                .isEqualTo(over(PUSH_OUTCOME_SUPPRESSED, PUSH_REASON_READ, 0));
    }

    @Test
    void whatIsNoLongerOfUseExpires() {
        var input = new Input.TakenUp(WANTED);
        var last = NOON.plus(Duration.ofHours(24));

        assertThat(step(new Alert.Due(true, 3), input, last).effect()).isEqualTo(new Effect.Send());
        assertThat(step(new Alert.Due(true, 3), input, last.plusMillis(1)))
                .isEqualTo(over(PUSH_OUTCOME_SUPPRESSED, PUSH_REASON_EXPIRED, 0));
    }

    @Test
    void theAnswerEndsItUnlessSomethingIsDown() {
        var due = new Alert.Due(false, 0);

        assertThat(step(due, new Input.Answered(new Answer.Accepted(3, new Telling(2, "", true))), NOON)
                        .effect())
                .isEqualTo(
                        new Effect.Conclude(PUSH_OUTCOME_SENT, PUSH_REASON_NOT_CONFIRMED, 3, new Telling(2, "", true)));
        assertThat(step(due, new Input.Answered(new Answer.Bundled(new Telling(0, "other", false))), NOON)
                        .effect())
                .isEqualTo(new Effect.Conclude(
                        PUSH_OUTCOME_SUPPRESSED, PUSH_REASON_BUNDLED, 0, new Telling(0, "other", false)));
        assertThat(step(due, new Input.Answered(new Answer.TokenInvalid()), NOON))
                .isEqualTo(over(PUSH_OUTCOME_SUPPRESSED, PUSH_REASON_TOKEN_INVALID, 0));
        assertThat(step(due, new Input.Answered(new Answer.Refused()), NOON))
                .isEqualTo(over(PUSH_OUTCOME_SUPPRESSED, PUSH_REASON_REJECTED, 0));
    }

    /** Seen in a demo on a cold suite: an alert with the badge 0, for a message that had been read a moment before. */
    @Test
    void whereNothingIsUnreadTheMessageHasBeenRead() {
        Input nothingUnread = new Input.Answered(new Answer.NothingUnread());

        assertThat(step(new Alert.Due(true, 0), nothingUnread, NOON))
                .isEqualTo(over(PUSH_OUTCOME_CANCELLED, PUSH_REASON_READ, 0));
        assertThat(step(new Alert.Due(false, 0), nothingUnread, NOON))
                .isEqualTo(over(PUSH_OUTCOME_SUPPRESSED, PUSH_REASON_READ, 0));
    }

    @Test
    void whenSomethingIsDownItWaitsLongerEachTime() {
        var down = new Input.Answered(new Answer.Unavailable(0));

        assertThat(step(new Alert.Due(true, 0), down, NOON))
                .isEqualTo(new Step(new Alert.Due(true, 1), new Effect.Wait(NOON.plusSeconds(1), 1)));
        assertThat(step(new Alert.Due(true, 2), down, NOON))
                .isEqualTo(new Step(new Alert.Due(true, 3), new Effect.Wait(NOON.plusSeconds(4), 3)));
        assertThat(step(new Alert.Due(true, 90), down, NOON).effect())
                .isEqualTo(new Effect.Wait(NOON.plusSeconds(10), 91));
    }

    @Test
    void whoSaysWhenToReturnIsLeftAloneForThatLongAndALittleMoreByChance() {
        Input asked = new Input.Answered(new Answer.Unavailable(0.5, Duration.ofSeconds(30)));
        Input askedForLess = new Input.Answered(new Answer.Unavailable(0, Duration.ofMillis(10)));

        assertThat(step(new Alert.Due(true, 0), asked, NOON).effect())
                .isEqualTo(new Effect.Wait(NOON.plusMillis(30_500), 1));
        assertThat(step(new Alert.Due(true, 2), askedForLess, NOON).effect())
                .isEqualTo(new Effect.Wait(NOON.plusSeconds(4), 3));
    }

    @Test
    void chanceShortensAPauseByUpToAHalf() {
        var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10));

        assertThat(backoff.pause(2, 0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(backoff.pause(2, 0.5)).isEqualTo(Duration.ofMillis(1500));
        assertThat(backoff.pause(2, 1)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void whatIsOverTakesNothingMore() {
        var over = new Alert.Decided(PUSH_OUTCOME_SENT, PUSH_REASON_NOT_CONFIRMED);

        assertThatThrownBy(() -> step(over, new Input.TakenUp(WANTED), NOON))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("did not ask for");
    }

    private static PushReason reasonFor(Standing standing) {
        Step step = step(OPEN, new Input.TakenUp(standing), NOON);
        return ((Effect.Conclude) step.effect()).reason();
    }

    private static Step over(PushOutcome outcome, PushReason reason, long badge) {
        return new Step(
                new Alert.Decided(outcome, reason), new Effect.Conclude(outcome, reason, badge, Telling.NOTHING));
    }

    private static Standing onScreen(Screen screen) {
        return new Standing(true, false, 6, 6, false, true, Wishes.UNSAID, screen);
    }

    private static Step step(Alert alert, Input input, Instant now) {
        return Alert.step(alert, TRIGGER, input, now, TERMS);
    }
}
