package io.hongyan.presence;

import io.hongyan.testkit.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> coresArePureAndFeaturesHaveNoCycles() {
        return ArchitectureRules.of("io.hongyan.presence").tests();
    }
}
