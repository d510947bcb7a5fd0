package io.hongyan.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class UsageTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void thisProcessOccupiesSomeAndHasConsumedSome() {
        Usage usage = Usage.of(ProcessHandle.current());

        assertThat(usage.residentKilobytes()).isBetween(10_000L, 10_000_000L);
        assertThat(usage.cpu()).isPositive();
    }

    @Test
    void oneThatHasEndedOccupiesNothing() throws Exception {
        Process ended = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        ended.waitFor();

        assertThat(Usage.of(ended.toHandle())).isEqualTo(new Usage(0, Duration.ZERO));
    }

    @Test
    void sumsAreOfBoth() {
        assertThat(new Usage(1, Duration.ofMillis(2)).plus(new Usage(3, Duration.ofMillis(4))))
                .isEqualTo(new Usage(4, Duration.ofMillis(6)));
    }
}
