package io.hongyan.testkit.sample.feature;

import java.nio.file.Path;

interface SampleConfig {
    Path path();
}
