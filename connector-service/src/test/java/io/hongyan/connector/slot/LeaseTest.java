package io.hongyan.connector.slot;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.connector.slot.Lease.Effect;
import io.hongyan.connector.slot.Lease.Input;
import io.hongyan.connector.slot.Lease.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeaseTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(9);
    private static final Slot SLOT = new Slot(3, "life 1");
    private static final Lease.Held HELD =
            new Lease.Held(SLOT, LEASE, NOON.plusSeconds(9), NOON.plusSeconds(3), Optional.empty(), true);

    @Test
    void asksAtOnce() {
        Step step = step(Lease.initial("life 1", NOON), new Input.Tick(), NOON);

        assertThat(step).isEqualTo(new Step(new Lease.Asking("life 1", 0, NOON), List.of(new Effect.Ask("life 1"))));
    }

    @Test
    void leaseCountsFromTheQuestion() {
        Step step = step(new Lease.Asking("life 1", 0, NOON), new Input.Granted(SLOT, LEASE), NOON.plusSeconds(2));

        assertThat(step)
                .isEqualTo(new Step(
                        new Lease.Held(SLOT, LEASE, NOON.plusSeconds(9), NOON.plusSeconds(3), Optional.empty(), false),
                        List.of(new Effect.Take(SLOT))));
    }

    @Test
    void pausesGrowWithEachFailureUpToTheLongest() {
        Step first = step(new Lease.Asking("life 1", 0, NOON), new Input.Denied("life 1"), NOON);
        Step tenth = step(new Lease.Asking("life 1", 9, NOON), new Input.Denied("life 1"), NOON);

        assertThat(first.next()).isEqualTo(new Lease.Waiting("life 1", 1, NOON.plusMillis(200)));
        assertThat(tenth.next()).isEqualTo(new Lease.Waiting("life 1", 10, NOON.plusSeconds(5)));
    }

    @Test
    void isUsableOnceItsUsersAreReadyAndUntilItEnds() {
        Lease held = step(new Lease.Asking("life 1", 0, NOON), new Input.Granted(SLOT, LEASE), NOON)
                .next();
        Lease ready = step(held, new Input.Positioned("life 1"), NOON).next();

        assertThat(held.usable(NOON)).isEmpty();
        assertThat(ready.usable(NOON)).contains(SLOT);
        assertThat(ready.usable(NOON.plusSeconds(9))).isEmpty();
    }

    @Test
    void renewsAfterAThird() {
        Step early = step(HELD, new Input.Tick(), NOON.plusSeconds(2));
        Step due = step(HELD, new Input.Tick(), NOON.plusSeconds(3));

        assertThat(early).isEqualTo(new Step(HELD, List.of()));
        assertThat(due.effects()).containsExactly(new Effect.Renew(SLOT));
        Step renewed = step(due.next(), new Input.Renewed("life 1", LEASE, false), NOON.plusSeconds(4));
        assertThat(renewed)
                .isEqualTo(new Step(
                        new Lease.Held(SLOT, LEASE, NOON.plusSeconds(12), NOON.plusSeconds(6), Optional.empty(), true),
                        List.of()));
    }

    @Test
    void forgottenSessionsAreWrittenAgain() {
        Lease asked = step(HELD, new Input.Tick(), NOON.plusSeconds(3)).next();

        Step step = step(asked, new Input.Renewed("life 1", LEASE, true), NOON.plusSeconds(4));

        assertThat(step.effects()).containsExactly(new Effect.Remind(SLOT));
    }

    @Test
    void silenceForALeaseLosesTheSlotAndBeginsAnotherLife() {
        Step step = step(HELD, new Input.Tick(), NOON.plusSeconds(9));

        assertThat(step)
                .isEqualTo(new Step(
                        new Lease.Asking("life 2", 0, NOON.plusSeconds(9)),
                        List.of(new Effect.Drop(SLOT), new Effect.Ask("life 2"))));
    }

    @Test
    void renewalThatComesAfterTheEndIsTooLate() {
        Step step = step(HELD, new Input.Renewed("life 1", LEASE, false), NOON.plusSeconds(9));

        assertThat(step.effects()).containsExactly(new Effect.Drop(SLOT), new Effect.Ask("life 2"));
    }

    @Test
    void answersToAnEarlierLifeChangeNothing() {
        for (Input late : List.of(
                new Input.Renewed("life 0", LEASE, true),
                new Input.Unanswered("life 0"),
                new Input.NotHeld("life 0"),
                new Input.Positioned("life 0"),
                new Input.Denied("life 0"))) {
            assertThat(step(HELD, late, NOON.plusSeconds(1))).isEqualTo(new Step(HELD, List.of()));
        }
    }

    @Test
    void leavingGivesTheSlotBack() {
        Step step = step(HELD, new Input.Stop(), NOON);

        assertThat(step)
                .isEqualTo(new Step(new Lease.Ended(), List.of(new Effect.Drop(SLOT), new Effect.Release(SLOT))));
        assertThat(step(step.next(), new Input.Granted(SLOT, LEASE), NOON).effects())
                .containsExactly(new Effect.Release(SLOT));
    }

    private static Step step(Lease lease, Input input, Instant now) {
        return Lease.step(lease, input, now, "life 2", new Lease.Pauses(Duration.ofMillis(200), Duration.ofSeconds(5)));
    }
}
