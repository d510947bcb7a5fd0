package io.hongyan.connector.delivery.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.connector.suite.RecordingSession;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.TypingSignal;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeliveryAgesTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final DeliveryAges ages = new DeliveryAges(meters, () -> NOON);
    private final RecordingSession bob = RecordingSession.of("bob", "phone");

    @Test
    void anEventIsAsOldAsItsNumber() {
        ages.delivered(bob, event(NOON.minusMillis(300)));
        ages.delivered(bob, event(NOON.minusMillis(700)));

        assertThat(age().count()).isEqualTo(2);
        assertThat(age().totalTime(TimeUnit.MILLISECONDS)).isEqualTo(1_000);
        assertThat(within(Duration.ofMillis(500))).isEqualTo(1);
        assertThat(within(Duration.ofSeconds(1))).isEqualTo(2);
    }

    @Test
    void aClockThatIsAheadMakesNoNegativeAges() {
        ages.delivered(bob, event(NOON.plusSeconds(3)));

        assertThat(age().totalTime(TimeUnit.MILLISECONDS)).isZero();
        assertThat(within(Duration.ofMillis(50))).isEqualTo(1);
    }

    @Test
    void whatIsNoEventIsNotPromised() {
        ages.delivered(
                bob,
                ServerFrame.newBuilder()
                        .setTyping(TypingSignal.newBuilder().setUserId("ann"))
                        .build());

        assertThat(age().count()).isZero();
    }

    private Timer age() {
        return meters.get("hongyan.delivery.age").timer();
    }

    private double within(Duration bound) {
        return Arrays.stream(age().takeSnapshot().histogramCounts())
                .filter(bucket -> bucket.bucket(TimeUnit.NANOSECONDS) == bound.toNanos())
                .mapToDouble(CountAtBucket::count)
                .findFirst()
                .orElseThrow();
    }

    private static ServerFrame event(Instant at) {
        return ServerFrame.newBuilder()
                .setEvent(ClientEvent.newBuilder().setSeq(1).setTimeMs(at.toEpochMilli()))
                .build();
    }
}
