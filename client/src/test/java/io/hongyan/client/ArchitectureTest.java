package io.hongyan.client;

import io.hongyan.testkit.ArchitectureRules;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Decisions stay pure: what touches sockets is in the root and in netty packages. */
class ArchitectureTest {

    @TestFactory
    Stream<DynamicTest> rules() {
        return ArchitectureRules.of("io.hongyan.client").tests();
    }
}
