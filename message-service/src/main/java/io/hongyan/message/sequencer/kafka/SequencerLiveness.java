package io.hongyan.message.sequencer.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Dead when only a restart of the process can help. Waiting for Kafka is not that. */
@Liveness
@ApplicationScoped
class SequencerLiveness implements HealthCheck {

    private final SequencerStreams streams;

    SequencerLiveness(SequencerStreams streams) {
        this.streams = streams;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("sequencer");
        return streams.status() instanceof SequencerStatus.Failed(String reason)
                ? response.down().withData("reason", reason).build()
                : response.up().build();
    }
}
