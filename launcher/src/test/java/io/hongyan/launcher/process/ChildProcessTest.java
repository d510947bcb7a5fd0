package io.hongyan.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    @TempDir
    Path folder;

    @Test
    void itsOutputGoesToItsLogAndItsPidToAFile() throws Exception {
        Layout layout = layout();

        ChildProcess process = ChildProcess.start("talker", List.of("sh", "-c", "echo hello; exec sleep 60"), layout);

        assertThat(Files.readString(layout.pidFile("talker"))).isEqualTo(Long.toString(process.pid()));
        assertThat(process.isAlive()).isTrue();
        assertThat(process.stop(Duration.ofSeconds(10))).isTrue();
        assertThat(process.isAlive()).isFalse();
        assertThat(process.lastLines(1)).isEqualTo("hello");
        assertThat(layout.pidFile("talker")).doesNotExist();
    }

    @Test
    void whoDoesNotListenIsEndedAllTheSame() {
        ChildProcess process =
                ChildProcess.start("deaf", List.of("sh", "-c", "trap '' TERM; while :; do sleep 1; done"), layout());

        boolean byItself = process.stop(Duration.ofMillis(300));

        assertThat(byItself).isFalse();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void itsExitStatusIsKept() {
        ChildProcess process = ChildProcess.start("failing", List.of("sh", "-c", "exit 7"), layout());

        await().until(() -> !process.isAlive());

        assertThat(process.status()).isEqualTo(Optional.of(7));
    }

    private Layout layout() {
        return new Layout(folder, folder, SuitePorts.development());
    }
}
