package io.hongyan.fuzz.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptInputsTest {

    @TempDir
    Path dir;

    private Path from;
    private KeptInputs kept;

    @BeforeEach
    void folders() throws IOException {
        from = Files.createDirectory(dir.resolve("from"));
        kept = new KeptInputs(dir.resolve("kept"));
    }

    @Test
    void newInputsReplaceOldOnesAndFindingsStay() throws IOException {
        Files.writeString(from.resolve("crash-1"), "bad");
        Files.writeString(from.resolve("Crash_1.java"), "class Crash_1 {}");
        kept.addFindings(from);
        kept.replaceBy(folder("one", "two"));

        kept.replaceBy(folder("three"));

        assertThat(kept.count()).isEqualTo(2);
        assertThat(kept.folder())
                .isDirectoryContaining(file -> content(file).equals("bad"))
                .isDirectoryContaining(file -> content(file).equals("three"));
    }

    @Test
    void noMoreAreKeptThanTheProjectShouldCarry() throws IOException {
        for (int i = 0; i < KeptInputs.FILES_MAX + 50; i++) {
            Files.writeString(from.resolve("input" + i), "input " + i);
        }

        kept.replaceBy(from);

        assertThat(kept.count()).isEqualTo(KeptInputs.FILES_MAX);
    }

    @Test
    void thoseThatAreKeptAreOfAllLengths() {
        assertThat(KeptInputs.spread(List.of(1, 2, 3, 4, 5, 6, 7), 3)).containsExactly(1, 3, 5);
        assertThat(KeptInputs.spread(List.of(1, 2, 3), 3)).containsExactly(1, 2, 3);
        assertThat(KeptInputs.spread(List.of(1), 3)).containsExactly(1);
        assertThat(KeptInputs.spread(List.of(), 3)).isEmpty();
    }

    @Test
    void noMoreBytesAreKeptEither() throws IOException {
        for (int i = 0; i < 10; i++) {
            byte[] input = new byte[100_000];
            input[0] = (byte) i;
            Files.write(from.resolve("input" + i), input);
        }

        kept.replaceBy(from);

        assertThat(kept.count()).isEqualTo(5);
    }

    private Path folder(String... inputs) throws IOException {
        Path folder = Files.createTempDirectory(dir, "minimised");
        for (String input : inputs) {
            Files.writeString(folder.resolve(input), input);
        }
        return folder;
    }

    private static String content(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
