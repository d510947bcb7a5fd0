package io.hongyan.bench.peer;

import io.hongyan.bench.Costs;
import io.hongyan.launcher.LauncherException;
import io.hongyan.launcher.process.Layout;
import io.hongyan.launcher.process.SuitePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Where a peer lives for one run: configuration, data, its log and its pid. What an earlier run left there is ended and removed. */
public final class PeerFolder {

    private static final int END_SECONDS_MAX = 10;

    private final Path root;
    private final Layout layout;

    private PeerFolder(Path root) {
        this.root = root;
        this.layout = new Layout(root, root, SuitePorts.free());
    }

    /**
     * An empty one.
     *
     * @param state the suite's folder, {@code .hongyan}
     * @param name the peer's
     */
    public static PeerFolder fresh(Path state, String name) {
        var folder = new PeerFolder(state.resolve("peers").resolve(name).toAbsolutePath());
        folder.endLeftovers(name);
        // Also when this program is interrupted, at whatever moment: pids are in files as soon as there are any.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> folder.endLeftovers(name)));
        try {
            folder.empty();
            Files.createDirectories(folder.root);
        } catch (IOException e) {
            throw new LauncherException("%s cannot be made: %s".formatted(folder.root, e.getMessage()), e);
        }
        return folder;
    }

    /** Where something in it is, or would be. */
    public Path resolve(String name) {
        return root.resolve(name);
    }

    /** Makes a folder in it, and returns where it is. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(resolve(name));
        } catch (IOException e) {
            throw new LauncherException("%s cannot be made: %s".formatted(resolve(name), e.getMessage()), e);
        }
    }

    /** A port that nobody listens at, the same every time. */
    public int port() {
        return layout.ports().tcp();
    }

    /** Writes a file, and returns where it is. */
    public Path write(String name, String text) {
        try {
            Path file = resolve(name);
            Files.createDirectories(file.getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new LauncherException("%s cannot be written: %s".formatted(resolve(name), e.getMessage()), e);
        }
    }

    /** Where logs and pids go. */
    Layout layout() {
        return layout;
    }

    /** After {@code kill -9} of a benchmark its peer goes on without it. */
    private void endLeftovers(String name) {
        Path pidFile = layout.pidFile(name);
        if (Files.exists(pidFile)) {
            try {
                ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()))
                        .filter(this::worksHere)
                        .ifPresent(PeerFolder::end);
            } catch (IOException | NumberFormatException e) {
                throw new LauncherException("%s cannot be read: %s".formatted(pidFile, e.getMessage()), e);
            }
        }
        Costs.postmaster(resolve("postgres")).filter(this::worksHere).ifPresent(PeerFolder::end);
    }

    /** A pid may have gone to somebody else since: ours have this folder in what they were started with. */
    private boolean worksHere(ProcessHandle process) {
        Optional<String> command = process.info().commandLine();
        return command.map(line -> line.contains(root.toString())).orElse(false);
    }

    private static void end(ProcessHandle process) {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroy();
        try {
            process.onExit().get(END_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException slow) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("Interrupted.", e);
        }
        started.forEach(ProcessHandle::destroyForcibly);
    }

    private void empty() throws IOException {
        if (Files.exists(root)) {
            try (Stream<Path> files = Files.walk(root)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}
