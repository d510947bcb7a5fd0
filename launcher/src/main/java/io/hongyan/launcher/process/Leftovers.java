package io.hongyan.launcher.process;

import io.hongyan.launcher.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Processes of an earlier run, known by their pid files: after {@code kill -9} of the launcher they go on without it. */
public final class Leftovers {

    private static final String SUFFIX = ".pid";

    private Leftovers() {}

    /** A process of this suite that runs now. */
    public record Running(String name, ProcessHandle process) {}

    /** Those that run, the launcher itself included. */
    public static List<Running> find(Layout layout) {
        Path folder = layout.pids();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Running> running = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                String fileName = file.getFileName().toString();
                String name = fileName.substring(0, fileName.length() - SUFFIX.length());
                process(file).ifPresent(process -> running.add(new Running(name, process)));
            }
            return running;
        } catch (IOException e) {
            throw new LauncherException("The folder %s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    /** Ends one: asks, waits, and then insists. */
    public static void end(Running running, Duration patience) {
        running.process().destroy();
        try {
            running.process().onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            running.process().destroyForcibly();
        } catch (ExecutionException e) {
            throw new LauncherException("%s cannot be ended: %s".formatted(running.name(), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("Interrupted.", e);
        }
    }

    /** The process of a pid file, if it lives and is ours: its pid may have gone to somebody else since. */
    private static Optional<ProcessHandle> process(Path file) throws IOException {
        String text = Files.readString(file).strip();
        if (!text.matches("\\d{1,10}")) {
            return Optional.empty();
        }
        return ProcessHandle.of(Long.parseLong(text))
                .filter(ProcessHandle::isAlive)
                .filter(process -> process.info()
                        .commandLine()
                        .orElse(process.info().command().orElse(""))
                        .contains("java"))
                .filter(process -> process.pid() != ProcessHandle.current().pid());
    }
}
