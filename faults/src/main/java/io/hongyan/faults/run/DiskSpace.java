package io.hongyan.faults.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A small disk for the broker, which can be filled: a file system in memory, where the system lets us mount one. Elsewhere the
 * broker shares the disk of everybody, which is never filled.
 */
final class DiskSpace implements AutoCloseable {

    private static final int BYTES = 1 << 30;
    private static final int CHUNK = 1 << 20;

    private final Path folder;
    private final boolean small;

    private DiskSpace(Path folder, boolean small) {
        this.folder = folder;
        this.small = small;
    }

    /** The disk of everybody. */
    static DiskSpace shared() {
        return new DiskSpace(Path.of(""), false);
    }

    /** A small one at a folder, if the system lets us. */
    static DiskSpace small(Path folder) {
        try {
            Files.createDirectories(folder);
            return new DiskSpace(
                    folder, run("mount", "-t", "tmpfs", "-o", "size=" + BYTES, "tmpfs", folder.toString()));
        } catch (IOException e) {
            return new DiskSpace(folder, false); // no such program here
        }
    }

    /** Whether it can be filled. */
    boolean canBeFilled() {
        return small;
    }

    /** Leaves no byte. */
    void fill() {
        if (!small) {
            return;
        }
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        try (FileChannel file = FileChannel.open(filler(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (true) {
                file.write(chunk.clear());
            }
        } catch (IOException full) {
            // which was the purpose
        }
    }

    /** Makes room again. */
    void free() {
        try {
            if (small) {
                Files.deleteIfExists(filler());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The broker's disk stays full.", e);
        }
    }

    @Override
    public void close() {
        if (small) {
            try {
                run("umount", folder.toString());
            } catch (IOException e) {
                throw new UncheckedIOException("%s stays mounted.".formatted(folder), e);
            }
        }
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    private static boolean run(String... command) throws IOException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
