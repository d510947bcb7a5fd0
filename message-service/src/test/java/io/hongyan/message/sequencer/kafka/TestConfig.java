package io.hongyan.message.sequencer.kafka;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The configuration as it is by default, with its state elsewhere. */
final class TestConfig {

    private TestConfig() {}

    static SequencerConfig at(Path stateDirectory) {
        return new SmallRyeConfigBuilder()
                .withMapping(SequencerConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withDefaultValues(Map.of("hongyan.message.sequencer.state-directory", stateDirectory.toString()))
                .build()
                .getConfigMapping(SequencerConfig.class);
    }
}
