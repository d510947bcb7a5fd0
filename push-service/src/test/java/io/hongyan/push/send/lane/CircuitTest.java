package io.hongyan.push.send.lane;

import static io.hongyan.push.send.lane.Circuit.Sign.FAILURE;
import static io.hongyan.push.send.lane.Circuit.Sign.NONE;
import static io.hongyan.push.send.lane.Circuit.Sign.SUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.push.decision.Backoff;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CircuitTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Circuit.Terms TERMS = new Circuit.Terms(3, new Backoff(SECOND, Duration.ofSeconds(8)));

    @Test
    void failuresInARowAreTakenAsASignAndOthersAreNot() {
        Circuit mixed = failed(failed(failed(failed(Circuit.start())).after(SUCCESS, Duration.ZERO, NOON, 0, TERMS)));
        Circuit row = failed(failed(failed(Circuit.start())));

        assertThat(mixed).isEqualTo(new Circuit.Closed(2));
        assertThat(row).isEqualTo(new Circuit.Resting(1, NOON.plus(SECOND)));
    }

    @Test
    void nothingIsLetThroughUntilTheRestIsOverAndThenOne() {
        Circuit resting = new Circuit.Resting(1, NOON.plus(SECOND));

        assertThat(resting.admit(NOON.plusMillis(400), TERMS).rest()).isEqualTo(Duration.ofMillis(600));
        Circuit.Admission probe = resting.admit(NOON.plus(SECOND), TERMS);
        assertThat(probe.admitted()).isTrue();
        assertThat(probe.next().admit(NOON.plus(SECOND), TERMS).admitted()).isFalse();
    }

    @Test
    void aProbeThatFailsMakesALongerRestAndOneThatSucceedsEndsIt() {
        Circuit probing = new Circuit.Probing(2);

        assertThat(failed(probing)).isEqualTo(new Circuit.Resting(3, NOON.plusSeconds(4)));
        assertThat(probing.after(SUCCESS, Duration.ZERO, NOON, 0, TERMS)).isEqualTo(Circuit.start());
    }

    @Test
    void aProbeThatWasNotSentAfterAllLeavesItToTheNext() {
        Circuit next = new Circuit.Probing(2).after(NONE, Duration.ZERO, NOON, 0, TERMS);

        assertThat(next.admit(NOON, TERMS).admitted()).isTrue();
        assertThat(next).isEqualTo(new Circuit.Resting(2, NOON));
    }

    @Test
    void whatWasSentBeforeTheRestEndsItIfItSucceedsAndDoesNotProlongItIfNot() {
        Circuit resting = new Circuit.Resting(1, NOON.plus(SECOND));

        assertThat(failed(resting)).isEqualTo(resting);
        assertThat(resting.after(SUCCESS, Duration.ZERO, NOON, 0, TERMS)).isEqualTo(Circuit.start());
    }

    @Test
    void theProvidersOwnWishIsALeastRest() {
        Circuit asked = new Circuit.Closed(2).after(FAILURE, Duration.ofMinutes(5), NOON, 0, TERMS);

        assertThat(asked).isEqualTo(new Circuit.Resting(1, NOON.plus(Duration.ofMinutes(5))));
    }

    private static Circuit failed(Circuit circuit) {
        return circuit.after(FAILURE, Duration.ZERO, NOON, 0, TERMS);
    }
}
