package io.hongyan.connector.slot;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.connector.slot.Lease.Effect;
import io.hongyan.connector.slot.Lease.Input;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LeasePropertyTest {

    private static final Duration LEASE = Duration.ofSeconds(9);
    private static final Lease.Pauses PAUSES = new Lease.Pauses(Duration.ofMillis(200), Duration.ofSeconds(5));

    /** Whatever comes in whatever order: no use beyond the lease, every slot taken is dropped before the next is. */
    @Property
    void slotIsNeverUsedBeyondItsLeaseAndNoLifeComesBack(
            @ForAll @Size(max = 80) List<@IntRange(min = 0, max = 9) Integer> inputs) {
        Instant now = Instant.EPOCH;
        Lease lease = Lease.initial("life 0", now);
        Optional<Slot> taken = Optional.empty();
        Set<String> dropped = new HashSet<>();
        Instant lastHeard = now;
        String asked = "life 0";

        for (int i = 0; i < inputs.size(); i++) {
            now = now.plusMillis(700);
            Lease.Step step = Lease.step(lease, input(inputs.get(i), asked), now, "life " + (i + 1), PAUSES);
            lease = step.next();
            for (Effect effect : step.effects()) {
                switch (effect) {
                    case Effect.Ask ask -> {
                        asked = ask.bootId();
                        lastHeard = now;
                    }
                    case Effect.Renew _ -> lastHeard = now;
                    case Effect.Take take -> {
                        assertThat(taken).isEmpty();
                        assertThat(dropped).doesNotContain(take.slot().bootId());
                        taken = Optional.of(take.slot());
                    }
                    case Effect.Drop drop -> {
                        assertThat(taken).contains(drop.slot());
                        dropped.add(drop.slot().bootId());
                        taken = Optional.empty();
                    }
                    case Effect.Remind remind -> assertThat(taken).contains(remind.slot());
                    case Effect.Release release ->
                        assertThat(lease).as("after %s", release).isInstanceOf(Lease.Ended.class);
                }
            }
            assertThat(lease.usable(lastHeard.plus(LEASE))).isEmpty();
        }
    }

    private static Input input(int choice, String bootId) {
        return switch (choice) {
            case 0 -> new Input.Granted(new Slot(1, bootId), LEASE);
            case 1 -> new Input.Denied(bootId);
            case 2 -> new Input.Renewed(bootId, LEASE, false);
            case 3 -> new Input.Renewed(bootId, LEASE, true);
            case 4 -> new Input.Unanswered(bootId);
            case 5 -> new Input.NotHeld(bootId);
            case 6 -> new Input.Positioned(bootId);
            default -> new Input.Tick();
        };
    }
}
