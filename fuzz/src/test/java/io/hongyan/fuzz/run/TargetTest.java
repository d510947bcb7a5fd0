package io.hongyan.fuzz.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetTest {

    @TempDir
    Path project;

    @Test
    void targetsAreTheTestClassesCalledSo() throws IOException {
        Path tests = Files.createDirectories(project.resolve("some-service/src/test/java/io/hongyan/some"));
        Files.createFile(tests.resolve("FrameFuzzTest.java"));
        Files.createFile(tests.resolve("FrameTest.java"));

        var targets = Target.in(project);

        var expected = new Target(project.resolve("some-service"), "io.hongyan.some.FrameFuzzTest");
        assertThat(targets).containsExactly(expected);
        assertThat(expected.name()).isEqualTo("Frame");
        assertThat(expected.kept())
                .isEqualTo(project.resolve("some-service/src/test/resources/io/hongyan/some/FrameFuzzTestInputs"));
    }
}
