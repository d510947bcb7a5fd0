package io.hongyan.faults.stage;

import io.hongyan.launcher.process.Replica;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of the processes of services, which can be ahead or behind from a process's start on: by libfaketime, where the system
 * has it. Elsewhere they all go right.
 */
public final class Clocks {

    private static final List<String> FOLDERS = List.of("/usr/lib", "/usr/local/lib", "/usr/lib64");
    private static final String LIBRARY = "faketime/libfaketime.so.1";

    private final @Nullable Path library = library().orElse(null);
    private final Map<Replica, Duration> off = new ConcurrentHashMap<>();

    /** Whether they can be put wrong. */
    public boolean canBeOff() {
        return library != null;
    }

    /** Has one be ahead, or behind if below zero, from the next start of its process on. */
    public void off(Replica replica, Duration by) {
        off.put(replica, by);
    }

    Map<String, String> environment(Replica replica) {
        if (library == null) {
            return Map.of();
        }
        Duration by = off.getOrDefault(replica, Duration.ZERO);
        if (by.isZero()) {
            return Map.of();
        }
        return Map.of(
                "LD_PRELOAD",
                library.toString(),
                "FAKETIME",
                "%+d".formatted(by.toSeconds()),
                // Time that passes is not faked: nobody's timers are to fire early.
                "FAKETIME_DONT_FAKE_MONOTONIC",
                "1",
                "FAKETIME_FORCE_MONOTONIC_FIX",
                "0");
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
