package io.hongyan.connector.delivery.kafka;

import io.hongyan.connector.delivery.DeliveryListener;
import io.hongyan.connector.session.LiveSession;
import io.hongyan.proto.client.v1.ServerFrame;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Measures how old events are when they go to a session: from when they got their number to when they are queued at the socket. It is
 * the last that we see of a delivery which does not depend on the client and its network; once for each session.
 */
@ApplicationScoped
class DeliveryAges implements DeliveryListener {

    private final Timer age;
    private final InstantSource clock;

    @Inject
    DeliveryAges(MeterRegistry meters) {
        this(meters, InstantSource.system());
    }

    DeliveryAges(MeterRegistry meters, InstantSource clock) {
        this.clock = clock;
        this.age = Timer.builder("hongyan.delivery.age")
                .description("From an event's number to the sockets of its receivers")
                // What may be promised of deliveries, since what is promised has to be a bound here: docs/slo.md.
                .serviceLevelObjectives(
                        Duration.ofMillis(50),
                        Duration.ofMillis(100),
                        Duration.ofMillis(250),
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofMillis(2_500),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10))
                .register(meters);
    }

    @Override
    public void delivered(LiveSession session, ServerFrame frame) {
        if (frame.hasEvent()) {
            // The sequencer's clock: one that is ahead of ours counts as no time.
            Duration old =
                    Duration.between(Instant.ofEpochMilli(frame.getEvent().getTimeMs()), clock.instant());
            age.record(old.isNegative() ? Duration.ZERO : old);
        }
    }
}
