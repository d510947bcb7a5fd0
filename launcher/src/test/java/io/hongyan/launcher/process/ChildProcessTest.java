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

        await().until(() -> process.lastLines(1).equals("hello"));
        assertThat(Files.readString(layout.pidFile("talker"))).isEqualTo(Long.toString(process.pid()));
        assertThat(process.isAlive()).isTrue();
        assertThat(process.stop(Duration.ofSeconds(10), () -> false)).isTrue();
        assertThat(process.isAlive()).isFalse();
        assertThat(layout.pidFile("talker")).doesNotExist();
    }

    @Test
    void whoDoesNotListenIsEndedAllTheSame() {
        ChildProcess process = ChildProcess.start(
                "deaf", List.of("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done"), layout());

        await().until(() -> process.lastLines(1).equals("deaf"));

        boolean byItself = process.stop(Duration.ofMillis(300), () -> false);

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
