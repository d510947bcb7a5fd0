package io.hongyan.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeerFolderTest {

    @TempDir
    Path state;

    @Test
    void whatAnEarlierRunLeftIsEndedAndRemoved() throws IOException, InterruptedException {
        PeerFolder earlier = PeerFolder.fresh(state, "peer");
        Path script = earlier.write("left.sh", "while :; do read -r line; done\n");
        Process left = new ProcessBuilder("/bin/sh", script.toString()).start(); // its input stays open, and empty
        earlier.write("pids/peer.pid", Long.toString(left.pid()));

        PeerFolder fresh = PeerFolder.fresh(state, "peer");

        assertThat(left.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertThat(fresh.resolve("left.sh")).doesNotExist();
    }

    @Test
    void whoHasGotAnEarlierPidIsLeftAlone() throws IOException {
        Process another = new ProcessBuilder("/bin/cat").start();
        try {
            PeerFolder.fresh(state, "peer").write("pids/peer.pid", Long.toString(another.pid()));

            PeerFolder.fresh(state, "peer");

            assertThat(another.isAlive()).isTrue();
        } finally {
            another.destroy();
        }
    }

    @Test
    void twoFoldersAreNotEachOthers() {
        Path one = PeerFolder.fresh(state, "one").write("file", "1");

        PeerFolder.fresh(state, "other");

        assertThat(Files.exists(one)).isTrue();
    }
}
