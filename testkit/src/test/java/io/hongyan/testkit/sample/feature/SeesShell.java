package io.hongyan.testkit.sample.feature;

import io.hongyan.testkit.sample.feature.kafka.SampleConsumer;

final class SeesShell {
    Object sees() {
        return new SampleConsumer();
    }
}
