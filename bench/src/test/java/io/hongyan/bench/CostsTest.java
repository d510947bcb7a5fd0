package io.hongyan.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.hongyan.launcher.process.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostsTest {

    private static final String BUSY_CHILD_THEN_WAIT =
            "(i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done); echo done; read -r line";

    @Test
    void whatAnEndedChildConsumedStaysCounted() throws IOException {
        assumeThat(Files.exists(Path.of("/proc/self/stat"))).as("Linux").isTrue();
        Process shell = new ProcessBuilder("/bin/sh", "-c", BUSY_CHILD_THEN_WAIT).start();
        try (var said = shell.inputReader(UTF_8)) {
            assertThat(said.readLine()).isEqualTo("done");

            Usage usage = Costs.of(Map.of("shell", shell.toHandle()))
                    .processes()
                    .getOrDefault("shell", new Usage(0, Duration.ZERO));

            assertThat(usage.cpu()).isGreaterThan(Duration.ofMillis(50));
            assertThat(Usage.of(shell.toHandle()).cpu()).isLessThan(usage.cpu());
        } finally {
            shell.destroy();
        }
    }
}
