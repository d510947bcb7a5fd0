package io.hongyan.push.decision;

import static io.hongyan.proto.push.v1.PushOutcome.PUSH_OUTCOME_CLEARED;
import static io.hongyan.proto.push.v1.PushOutcome.PUSH_OUTCOME_REWRITTEN;
import static io.hongyan.proto.push.v1.PushOutcome.PUSH_OUTCOME_SUPPRESSED;
import static io.hongyan.proto.push.v1.PushReason.PUSH_REASON_BUNDLED;
import static io.hongyan.proto.push.v1.PushReason.PUSH_REASON_EXPIRED;
import static io.hongyan.proto.push.v1.PushReason.PUSH_REASON_NOTHING_SHOWN;
import static io.hongyan.proto.push.v1.PushReason.PUSH_REASON_READ;
import static io.hongyan.proto.push.v1.PushReason.PUSH_REASON_RECALLED;
import static io.hongyan.proto.push.v1.PushReason.PUSH_REASON_TOKEN_INVALID;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushReason;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AmendsTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Terms TERMS = new Terms(
            Duration.ofSeconds(5),
            Duration.ofHours(24),
            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(10)),
            Duration.ofSeconds(3),
            Duration.ofSeconds(1));
    private static final Alert OPEN = new Alert.Open();
    private static final Alert DUE = new Alert.Due(false, 0);
    private static final Screen BADGED = new Screen(3, null, 0, false, false, false, true);

    @Test
    void whatIsReadElsewhereGoesFromAScreenThatHasABadge() {
        assertThat(takenUp(Kind.CLEAR, BADGED)).isEqualTo(new Step(DUE, new Effect.Send()));
        assertThat(takenUp(Kind.CLEAR, Screen.BLANK).effect())
                .isEqualTo(over(PUSH_OUTCOME_SUPPRESSED, PUSH_REASON_NOTHING_SHOWN));
    }

    @Test
    void whileAnAlertIsHandedOverItIsNotKnownYetWhatToTakeOff() {
        var underway = new Screen(0, null, 0, false, false, true, true);

        assertThat(takenUp(Kind.CLEAR, underway)).isEqualTo(new Step(OPEN, new Effect.Wait(NOON.plusMillis(200), 0)));
        assertThat(takenUp(Kind.RECALL, underway)).isEqualTo(new Step(OPEN, new Effect.Wait(NOON.plusMillis(200), 0)));
    }

    @Test
    void aBrowserCannotBeToldAnythingSilently() {
        var browser = new Screen(3, null, 1, true, false, false, false);

        assertThat(takenUp(Kind.CLEAR, browser).effect())
                .isEqualTo(over(PUSH_OUTCOME_SUPPRESSED, PUSH_REASON_NOTHING_SHOWN));
        assertThat(takenUp(Kind.RECALL, browser).effect())
                .isEqualTo(over(PUSH_OUTCOME_SUPPRESSED, PUSH_REASON_NOTHING_SHOWN));
    }

    /** It came between another message's alert, whose badge counted it, and its own. Found by random histories. */
    @Test
    void whatWasTakenBackBeforeItWasToldMayBeInTheBadgeNevertheless() {
        var counted = new Screen(2, NOON, 1, false, false, false, true);
        var browser = new Screen(2, NOON, 1, false, false, false, false);

        assertThat(takenUp(Kind.RECALL, counted)).isEqualTo(new Step(DUE, new Effect.Send()));
        assertThat(takenUp(Kind.RECALL, browser).effect())
                .isEqualTo(over(PUSH_OUTCOME_SUPPRESSED, PUSH_REASON_NOTHING_SHOWN));
        assertThat(takenUp(Kind.RECALL, Screen.BLANK).effect())
                .isEqualTo(over(PUSH_OUTCOME_SUPPRESSED, PUSH_REASON_NOTHING_SHOWN));
    }

    @Test
    void whatWasTakenBackGoesFromScreensThatWereToldOfItAndIsNotReadThere() {
        var told = new Screen(3, NOON, 1, true, true, false, true);
        var read = new Standing(true, false, 7, 0, false, true, Wishes.UNSAID, told);

        assertThat(takenUp(Kind.RECALL, told)).isEqualTo(new Step(DUE, new Effect.Send()));
        assertThat(takenUp(Kind.RECALL, Screen.BLANK).effect())
                .isEqualTo(over(PUSH_OUTCOME_SUPPRESSED, PUSH_REASON_NOTHING_SHOWN));
        assertThat(Alert.step(OPEN, trigger(Kind.RECALL), new Input.TakenUp(read), NOON, TERMS)
                        .effect())
                .isEqualTo(over(PUSH_OUTCOME_SUPPRESSED, PUSH_REASON_READ));
    }

    @Test
    void whatTheProviderTookIsTheOutcome() {
        assertThat(answered(Kind.CLEAR, new Telling(0, "", false)))
                .isEqualTo(new Effect.Conclude(PUSH_OUTCOME_CLEARED, PUSH_REASON_READ, 2, new Telling(0, "", false)));
        assertThat(answered(Kind.RECALL, new Telling(0, "", false)))
                .isEqualTo(
                        new Effect.Conclude(PUSH_OUTCOME_CLEARED, PUSH_REASON_RECALLED, 2, new Telling(0, "", false)));
        assertThat(answered(Kind.RECALL, new Telling(0, "", true)))
                .isEqualTo(
                        new Effect.Conclude(PUSH_OUTCOME_REWRITTEN, PUSH_REASON_RECALLED, 2, new Telling(0, "", true)));
    }

    @Test
    void oneThatIsCoveredByAnotherSaysByWhich() {
        var with = new Telling(0, "other", false);

        assertThat(Alert.step(DUE, trigger(Kind.CLEAR), new Input.Answered(new Answer.Bundled(with)), NOON, TERMS)
                        .effect())
                .isEqualTo(new Effect.Conclude(PUSH_OUTCOME_SUPPRESSED, PUSH_REASON_BUNDLED, 0, with));
    }

    @Test
    void nothingIsSentToADeviceThatIsGoneOrOfWhatIsOld() {
        var gone = new Standing(true, false, 0, 0, false, false, Wishes.UNSAID, BADGED);

        assertThat(Alert.step(OPEN, trigger(Kind.CLEAR), new Input.TakenUp(gone), NOON, TERMS)
                        .effect())
                .isEqualTo(over(PUSH_OUTCOME_SUPPRESSED, PUSH_REASON_TOKEN_INVALID));
        assertThat(Alert.step(
                                OPEN,
                                trigger(Kind.CLEAR),
                                new Input.TakenUp(standing(BADGED)),
                                NOON.plus(Duration.ofHours(25)),
                                TERMS)
                        .effect())
                .isEqualTo(over(PUSH_OUTCOME_SUPPRESSED, PUSH_REASON_EXPIRED));
    }

    private static Effect over(PushOutcome outcome, PushReason reason) {
        return new Effect.Conclude(outcome, reason, 0, Telling.NOTHING);
    }

    private static Effect answered(Kind kind, Telling telling) {
        var accepted = new Input.Answered(new Answer.Accepted(2, telling));
        return Alert.step(DUE, trigger(kind), accepted, NOON, TERMS).effect();
    }

    private static Step takenUp(Kind kind, Screen screen) {
        return Alert.step(OPEN, trigger(kind), new Input.TakenUp(standing(screen)), NOON, TERMS);
    }

    private static Standing standing(Screen screen) {
        return new Standing(true, false, 0, 0, false, true, Wishes.UNSAID, screen);
    }

    private static Trigger trigger(Kind kind) {
        return new Trigger("id", kind, "g:x", 9, 7, "bob", "phone", NOON, false);
    }
}
