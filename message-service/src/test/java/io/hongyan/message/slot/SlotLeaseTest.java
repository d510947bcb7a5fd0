package io.hongyan.message.slot;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.message.slot.SlotLease.Effect;
import io.hongyan.message.slot.SlotLease.Held;
import io.hongyan.message.slot.SlotLease.Input;
import io.hongyan.message.slot.SlotLease.Over;
import io.hongyan.message.slot.SlotLease.Seeking;
import io.hongyan.message.slot.SlotLease.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotLeaseTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(9);
    private static final Tenure TENURE = new Tenure(3, "first");
    private static final Held HELD = new Held(TENURE, LEASE, NOON.plus(LEASE));

    @Test
    void beginsByAsking() {
        assertThat(SlotLease.start("first"))
                .isEqualTo(new Step(new Seeking("first", 0), List.of(new Effect.Ask("first"))));
    }

    @Test
    void grantedSlotIsUsedAndRenewedAfterAThirdOfTheLease() {
        var granted = new Input.Granted(3, LEASE, NOON);

        Step step = SlotLease.step(new Seeking("first", 2), granted, NOON.plusSeconds(1), "second");

        assertThat(step)
                .isEqualTo(new Step(HELD, List.of(new Effect.Begin(TENURE), new Effect.Wake(Duration.ofSeconds(2)))));
    }

    @Test
    void refusalsAreAnsweredWithGrowingPauses() {
        Step first = step(new Seeking("first", 0), new Input.Denied());
        Step later = step(new Seeking("first", 40), new Input.Denied());

        assertThat(first).isEqualTo(new Step(new Seeking("first", 1), List.of(new Effect.Wake(SlotLease.PAUSE_MIN))));
        assertThat(later).isEqualTo(new Step(new Seeking("first", 41), List.of(new Effect.Wake(SlotLease.PAUSE_MAX))));
    }

    @Test
    void leaseCountsFromWhenItsRenewalWasAsked() {
        var renewed = new Input.Renewed(LEASE, NOON.plusSeconds(3));

        Step step = SlotLease.step(HELD, renewed, NOON.plusSeconds(4), "second");

        assertThat(step)
                .isEqualTo(new Step(
                        new Held(TENURE, LEASE, NOON.plusSeconds(12)),
                        List.of(new Effect.Wake(Duration.ofSeconds(2)))));
    }

    @Test
    void unansweredRenewalIsTriedAgainWhileTheLeaseLasts() {
        Step early = SlotLease.step(HELD, new Input.Unanswered(), NOON.plusSeconds(5), "second");
        Step late = SlotLease.step(HELD, new Input.Unanswered(), NOON.plusMillis(8_900), "second");

        assertThat(early).isEqualTo(new Step(HELD, List.of(new Effect.Wake(Duration.ofMillis(900)))));
        assertThat(late).isEqualTo(new Step(HELD, List.of(new Effect.Wake(Duration.ofMillis(100)))));
    }

    @Test
    void renewalIsNotAwaitedBeyondTheLease() {
        Step step = SlotLease.step(HELD, new Input.Due(), NOON.plusSeconds(8), "second");

        assertThat(step).isEqualTo(new Step(HELD, List.of(new Effect.Renew(TENURE, Duration.ofSeconds(1)))));
    }

    @Test
    void lostSlotAndLeaseThatIsOverBeginANewLife() {
        var anew = new Step(new Seeking("second", 0), List.of(new Effect.End(TENURE), new Effect.Ask("second")));

        assertThat(step(HELD, new Input.Lost())).isEqualTo(anew);
        assertThat(SlotLease.step(HELD, new Input.Due(), NOON.plus(LEASE), "second"))
                .isEqualTo(anew);
        assertThat(SlotLease.step(HELD, new Input.Unanswered(), NOON.plus(LEASE), "second"))
                .isEqualTo(anew);
    }

    @Test
    void endOfTheProcessGivesTheSlotBack() {
        assertThat(step(HELD, new Input.Stop()))
                .isEqualTo(new Step(new Over("first"), List.of(new Effect.End(TENURE), new Effect.GiveBack(TENURE))));
    }

    @Test
    void slotGrantedAfterTheEndIsGivenBack() {
        assertThat(step(new Over("first"), new Input.Granted(3, LEASE, NOON)))
                .isEqualTo(new Step(new Over("first"), List.of(new Effect.GiveBack(TENURE))));
    }

    @Test
    void answersOfALifeThatIsOverChangeNothing() {
        var seeking = new Seeking("second", 0);

        assertThat(step(seeking, new Input.Lost())).isEqualTo(new Step(seeking, List.of()));
        assertThat(step(seeking, new Input.Renewed(LEASE, NOON))).isEqualTo(new Step(seeking, List.of()));
    }

    private static Step step(SlotLease lease, Input input) {
        return SlotLease.step(lease, input, NOON, "second");
    }
}
