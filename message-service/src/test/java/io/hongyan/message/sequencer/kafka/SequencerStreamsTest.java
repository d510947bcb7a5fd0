package io.hongyan.message.sequencer.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hongyan.eventlog.Spans;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequencerStreamsTest {

    @TempDir
    Path directory;

    @Test
    void withoutKafkaItWaitsAndSaysSoAndIsAlive() {
        SequencerStreams streams = streams("router, sequencer");

        streams.open();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(streams.status().toString())
                        .contains("Kafka does not have the topics yet, or does not answer"));
        assertThat(new SequencerReadiness(streams).call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(new SequencerLiveness(streams).call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
        streams.close();
    }

    @Test
    void withoutTheRoleItIsReadyAndIdle() {
        SequencerStreams streams = streams("router,unread");

        assertThat(streams.status()).isEqualTo(new SequencerStatus.Off());
        assertThat(new SequencerReadiness(streams).call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    private SequencerStreams streams(String roles) {
        return new SequencerStreams(
                List.of(roles.split(",")),
                TestConfig.at(directory),
                Map.of("bootstrap.servers", "localhost:1"),
                new SequencerMetrics(new SimpleMeterRegistry()),
                Spans.off());
    }
}
