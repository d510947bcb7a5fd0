package io.hongyan.faults.stage;

import io.hongyan.launcher.process.Replica;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of the processes of services, which can be put ahead and back while they run: by libfaketime, where the system has it.
 * Elsewhere they all go right.
 */
public final class Clocks {

    private static final List<String> FOLDERS = List.of("/usr/lib", "/usr/local/lib", "/usr/lib64");
    private static final String LIBRARY = "faketime/libfaketime.so.1";

    private final Path folder;
    private final @Nullable Path library;

    private Clocks(Path folder, @Nullable Path library) {
        this.folder = folder;
        this.library = library;
    }

    /** Clocks that always go right. */
    public static Clocks right() {
        return new Clocks(Path.of(""), null);
    }

    /**
     * Clocks that can be put wrong, if the system has what it takes.
     *
     * @param folder where it is written what they are off by
     */
    public static Clocks wrong(Path folder) {
        return library().map(library -> new Clocks(folder, library)).orElseGet(Clocks::right);
    }

    /** Whether they can be put wrong. */
    public boolean canBeOff() {
        return library != null;
    }

    /** Puts one ahead, or back if below zero; it goes on from there. Noticed within a second. */
    public void off(Replica replica, Duration by) {
        if (canBeOff()) {
            write(replica, by);
        }
    }

    Map<String, String> environment(Replica replica) {
        if (library == null) {
            return Map.of();
        }
        write(replica, Duration.ZERO);
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", file(replica).toString(),
                "FAKETIME_CACHE_DURATION", "1",
                // Time that passes is not faked: nobody's timers are to fire early.
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                "FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }

    /** In one step: whoever reads it meanwhile must not see half of it. */
    private void write(Replica replica, Duration by) {
        try {
            Files.createDirectories(folder);
            Path next = Files.writeString(folder.resolve(replica.name() + ".next"), "%+d\n".formatted(by.toSeconds()));
            Files.move(next, file(replica), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The clock of %s cannot be set.".formatted(replica.title()), e);
        }
    }

    private Path file(Replica replica) {
        return folder.resolve(replica.name());
    }

    private static Optional<Path> library() {
        for (String folder : FOLDERS) {
            Path direct = Path.of(folder, LIBRARY);
            if (Files.exists(direct)) {
                return Optional.of(direct);
            }
            try (DirectoryStream<Path> architectures = Files.newDirectoryStream(Path.of(folder), "*-linux-*")) {
                for (Path architecture : architectures) {
                    if (Files.exists(architecture.resolve(LIBRARY))) {
                        return Optional.of(architecture.resolve(LIBRARY));
                    }
                }
            } catch (IOException none) {
                // no such folder here
            }
        }
        return Optional.empty();
    }
}
