package io.hongyan.testkit.sample.feature.kafka;

import java.nio.file.Path;
import java.time.Instant;

public final class SampleConsumer {
    Instant time(Path path) {
        return Instant.now();
    }
}
