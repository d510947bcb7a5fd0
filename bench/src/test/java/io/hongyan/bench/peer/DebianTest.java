package io.hongyan.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebianTest {

    @Test
    void whatIsNotThereIsSaidWithThePackagesToInstall() {
        assertThat(Debian.missing("ejabberd", "ejabberd erlang-p1-pgsql"))
                .hasMessageContaining("ejabberd is not installed")
                .hasMessageContaining("apt-get install --no-install-recommends ejabberd erlang-p1-pgsql");
    }

    @Test
    void theNewestIsTaken(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("ejabberd-22.10-1"));
        Files.createDirectory(folder.resolve("ejabberd-23.01-1"));

        assertThat(Debian.in(folder, "ejabberd-*")).contains(folder.resolve("ejabberd-23.01-1"));
        assertThat(Debian.in(folder, "prosody-*")).isEmpty();
        assertThat(Debian.in(folder.resolve("nowhere"), "*")).isEmpty();
        assertThat(Debian.program(folder.resolve("nothing").toString())).isEmpty();
    }
}
