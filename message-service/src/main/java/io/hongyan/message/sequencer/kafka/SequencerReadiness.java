package io.hongyan.message.sequencer.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready when commands are being decided, or when that is not this process's role. */
@Readiness
@ApplicationScoped
class SequencerReadiness implements HealthCheck {

    private final SequencerStreams streams;

    SequencerReadiness(SequencerStreams streams) {
        this.streams = streams;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("sequencer");
        return switch (streams.status()) {
            case SequencerStatus.Off _ -> response.up().withData("role", "off").build();
            case SequencerStatus.Running _ -> response.up().build();
            case SequencerStatus.Waiting(String reason) ->
                response.down().withData("reason", reason).build();
            case SequencerStatus.Failed(String reason) ->
                response.down().withData("reason", reason).build();
        };
    }
}
