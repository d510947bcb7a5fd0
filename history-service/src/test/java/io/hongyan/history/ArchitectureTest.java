package io.hongyan.history;

import io.hongyan.testkit.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> coresArePureAndFeaturesHaveNoCycles() {
        return ArchitectureRules.of("io.hongyan.history").tests();
    }
}
