package io.hongyan.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.events.v1.Event;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProjectionLagTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ProjectionLag lag = new ProjectionLag(meters, "hongyan.test.lag", InstantSource.fixed(NOW));

    @Test
    void theAgeOfWhatWasAppliedIsMeasured() {
        lag.applied(List.of(at(NOW.minusSeconds(60)), at(NOW.minusMillis(1_500))));

        assertThat(meters.get("hongyan.test.lag").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(1_500);
    }

    @Test
    void whatComesFromAClockAheadIsNotBehind() {
        lag.applied(List.of(at(NOW.plusSeconds(60))));

        assertThat(meters.get("hongyan.test.lag").timer().count()).isEqualTo(1);
        assertThat(meters.get("hongyan.test.lag").timer().totalTime(TimeUnit.MILLISECONDS))
                .isZero();
    }

    @Test
    void aBatchWithoutEventsTellsNothing() {
        lag.applied(List.of());

        assertThat(meters.get("hongyan.test.lag").timer().count()).isZero();
    }

    private static Logged<Event> at(Instant time) {
        return new Logged<>(
                0, 0, null, Event.newBuilder().setTimeMs(time.toEpochMilli()).build());
    }
}
