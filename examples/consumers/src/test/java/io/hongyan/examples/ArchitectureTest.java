package io.hongyan.examples;

import io.hongyan.testkit.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> examplesKeepTheShapeOfServices() {
        return ArchitectureRules.of("io.hongyan.examples").tests();
    }
}
