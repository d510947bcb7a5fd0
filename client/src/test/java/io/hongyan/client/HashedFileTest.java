package io.hongyan.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashedFileTest {

    @TempDir
    Path folder;

    @Test
    void aFileIsKnownByItsHash() throws IOException {
        Path file = Files.writeString(folder.resolve("abc"), "abc");

        HashedFile hashed = HashedFile.of(file);

        assertThat(hashed.size()).isEqualTo(3);
        assertThat(HexFormat.of().formatHex(hashed.sha256()))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void anyPartOfItIsRead() throws IOException {
        byte[] bytes = new byte[200_000];
        new Random(7).nextBytes(bytes);
        HashedFile file = HashedFile.of(Files.write(folder.resolve("bytes"), bytes));

        for (int[] part : new int[][] {{0, 200_000}, {0, 0}, {1, 1}, {70_000, 130_000}, {200_000, 0}}) {
            try (InputStream in = file.open(part[0], part[1])) {
                assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, part[0], part[0] + part[1]));
                assertThat(in.read()).isEqualTo(-1);
            }
        }
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> HashedFile.of(folder.resolve("nothing")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("nothing");
    }
}
