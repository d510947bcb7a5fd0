package io.hongyan.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A server process that outlived the JVM which started it, as after {@code kill -9}. It still holds its data directory,
 * so it is ended before a new one starts there.
 */
final class Orphan {

    private static final int PATIENCE_SECONDS = 10;

    private Orphan() {}

    /** Ends the process named by the first line of {@code pidFile}, if that process lives and runs {@code program}. */
    static void end(Path pidFile, String program, String signal) {
        if (!Files.exists(pidFile)) {
            return;
        }
        try {
            long pid = Files.readAllLines(pidFile).stream()
                    .findFirst()
                    .map(line -> Long.parseLong(line.strip()))
                    .orElse(-1L);
            ProcessHandle.of(pid)
                    .filter(process -> runs(process, program)) // a pid may have gone to somebody else since
                    .ifPresent(process -> end(process, program, signal));
        } catch (IOException | NumberFormatException e) {
            throw new EmbeddedServerException(
                    "Cannot read %s. Remove it if no %s runs.".formatted(pidFile, program), e);
        }
    }

    private static boolean runs(ProcessHandle process, String program) {
        return process.info().command().orElse("").contains(program);
    }

    private static void end(ProcessHandle process, String program, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            CompletableFuture<ProcessHandle> exit = process.onExit();
            exit.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new EmbeddedServerException(
                    "A %s of an earlier run (pid %d) does not stop. End it with `kill -9 %d` and try again."
                            .formatted(program, process.pid(), process.pid()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedServerException("Interrupted while ending an old " + program + ".", e);
        } catch (IOException | ExecutionException e) {
            throw new EmbeddedServerException("Cannot end an old " + program + ", pid " + process.pid() + ".", e);
        }
    }
}
