package io.hongyan.launcher.process;

import io.hongyan.launcher.LauncherException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits for processes to become ready, but neither for ever nor for one that has ended. Used for one wait. */
final class Patience {

    private static final Duration READY_WITHIN = Duration.ofSeconds(120);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final int LAST_LINES = 15;

    private final Instant begun = Instant.now();

    /** How long it has been waited. */
    Duration soFar() {
        return Duration.between(begun, Instant.now());
    }

    /** Returns when the condition holds. */
    void await(String name, ChildProcess process, BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            requireAlive(name, process);
            lookAgainLater(name, process.log());
        }
    }

    /** @throws LauncherException if the process has ended, with its last words */
    static void requireAlive(String name, ChildProcess process) {
        if (!process.isAlive()) {
            throw new LauncherException(
                    "%s ended with status %d instead of becoming ready. Its last lines:%n%s%nAll: %s"
                            .formatted(
                                    name, process.status().orElse(-1), process.lastLines(LAST_LINES), process.log()));
        }
    }

    /** @throws LauncherException if it takes too long; the log says why */
    void lookAgainLater(String name, Path log) {
        if (soFar().compareTo(READY_WITHIN) > 0) {
            throw new LauncherException(
                    "%s is not ready after %d s. Its log says why: %s".formatted(name, READY_WITHIN.toSeconds(), log));
        }
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("Interrupted while waiting for " + name + ".", e);
        }
    }
}
