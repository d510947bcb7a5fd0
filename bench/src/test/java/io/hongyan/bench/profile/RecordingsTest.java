package io.hongyan.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hongyan.launcher.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingsTest {

    private static final int BLOCKS = 400;
    private static final int BLOCK_BYTES = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void whatAJvmAllocatesIsFoundByItsStack() throws IOException {
        String summary;
        try (var recordings =
                Recordings.start(folder, Map.of("self", ProcessHandle.current().pid()))) {
            assertThat(allocateMuch()).isEqualTo(BLOCKS);

            summary = recordings.finish();
        }

        assertThat(summary).contains("self: ").contains("RecordingsTest.allocateMuch");
        assertThat(Files.readString(folder.resolve("self.allocation.collapsed")))
                .contains("RecordingsTest.allocateMuch ");
        assertThat(folder.resolve("self.jfr")).isNotEmptyFile();
        assertThat(folder.resolve("self.cpu.collapsed")).exists();
    }

    @Test
    void whoIsNotThereCannotBeRecorded() {
        assertThatExceptionOfType(LauncherException.class)
                .isThrownBy(() -> Recordings.start(folder, Map.of("nobody", Long.MAX_VALUE)))
                .withMessageContaining("No recording");
    }

    private static int allocateMuch() {
        int blocks = 0;
        List<byte[]> last = new ArrayList<>();
        for (int i = 0; i < BLOCKS; i++) {
            last.clear();
            last.add(new byte[BLOCK_BYTES]);
            blocks += last.size();
        }
        return blocks;
    }
}
