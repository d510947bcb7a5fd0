package io.hongyan.testkit.sample.feature;

import java.nio.file.Files;
import java.nio.file.Path;

final class ReadsFiles {
    boolean reads(Path path) {
        return Files.exists(path);
    }
}
