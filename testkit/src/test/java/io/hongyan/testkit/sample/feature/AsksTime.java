package io.hongyan.testkit.sample.feature;

import java.time.Instant;

final class AsksTime {
    Instant asks() {
        return Instant.now();
    }
}
