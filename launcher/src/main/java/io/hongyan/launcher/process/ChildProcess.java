package io.hongyan.launcher.process;

import io.hongyan.launcher.LauncherException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** One process that was started here: its output goes to a log, its pid to a file, so that a later run can end it. */
public final class ChildProcess {

    /** The program that starts another one in a new session, where the system has it. */
    private static final Optional<Path> SETSID = Stream.of("/usr/bin/setsid", "/bin/setsid")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst();

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final String name;
    private final Process process;
    private final Path log;
    private final Path pidFile;

    private ChildProcess(String name, Process process, Path log, Path pidFile) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.pidFile = pidFile;
    }

    static ChildProcess start(String name, List<String> command, Layout layout) {
        return start(name, command, Map.of(), layout);
    }

    /**
     * Starts one.
     *
     * @param environment variables beside those that it inherits
     * @throws LauncherException if it cannot be started
     */
    public static ChildProcess start(
            String name, List<String> command, Map<String, String> environment, Layout layout) {
        Path log = layout.log(name);
        Path pidFile = layout.pidFile(name);
        try {
            Files.createDirectories(log.getParent());
            Files.createDirectories(pidFile.getParent());
            ProcessBuilder builder = new ProcessBuilder(inSessionOfItsOwn(command))
                    .directory(layout.state().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            Process process = builder.start();
            Files.writeString(pidFile, Long.toString(process.pid()));
            return new ChildProcess(name, process, log, pidFile);
        } catch (IOException e) {
            throw new LauncherException("%s cannot be started: %s".formatted(name, e.getMessage()), e);
        }
    }

    /** What it is. */
    public String name() {
        return name;
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** What it occupies and has consumed, without the databases that it started. */
    public Usage usage() {
        return Usage.of(process.toHandle());
    }

    /** Whether it runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Its log. */
    public Path log() {
        return log;
    }

    /** Its exit status, if it has ended. */
    public Optional<Integer> status() {
        return process.isAlive() ? Optional.empty() : Optional.of(process.exitValue());
    }

    /** Asks it to end (SIGTERM), and does not wait. */
    void askToEnd() {
        process.destroy();
    }

    /**
     * Asks it to end, and makes it end if it takes longer than it may, or as soon as it has done what matters. Returns
     * whether it ended by itself.
     */
    public boolean stop(Duration timeMax, BooleanSupplier done) {
        askToEnd();
        Instant patience = Instant.now().plus(timeMax);
        boolean byItself = ends(LOOK_EVERY);
        while (!byItself && !done.getAsBoolean() && Instant.now().isBefore(patience)) {
            byItself = ends(LOOK_EVERY);
        }
        if (!byItself) {
            kill();
        }
        forget();
        return byItself;
    }

    /** Ends it and what it started at once, as a crash would (SIGKILL). */
    public void kill() {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
        if (!ends(Duration.ofSeconds(10))) {
            throw new LauncherException("%s (pid %d) cannot be killed.".formatted(name, pid()));
        }
        forget();
    }

    /** Stops it and what it started in their tracks (SIGSTOP) until {@link #resume}. */
    public void pause() {
        signal("STOP");
    }

    /** Lets a paused one go on (SIGCONT). */
    public void resume() {
        signal("CONT");
    }

    /** Its last lines, for a sentence that says why it ended. */
    public String lastLines(int count) {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - count), all.size()));
        } catch (IOException e) {
            return "(its log cannot be read: " + e.getMessage() + ")";
        }
    }

    /** Ctrl-C in a terminal reaches all of its session at once; ours are to be stopped in order. */
    private static List<String> inSessionOfItsOwn(List<String> command) {
        return SETSID.map(setsid -> Stream.concat(Stream.of(setsid.toString()), command.stream())
                        .toList())
                .orElse(command);
    }

    private void signal(String signal) {
        try {
            List<String> command = new ArrayList<>(List.of("kill", "-" + signal, Long.toString(pid())));
            process.descendants().map(child -> Long.toString(child.pid())).forEach(command::add);
            new ProcessBuilder(command).start().waitFor();
        } catch (IOException e) {
            throw new LauncherException(
                    "Signal %s cannot be sent to %s: %s".formatted(signal, name, e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("Interrupted.", e);
        }
    }

    private boolean ends(Duration timeMax) {
        try {
            return process.waitFor(timeMax.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("Interrupted while waiting for the end of " + name + ".", e);
        }
    }

    private void forget() {
        try {
            Files.deleteIfExists(pidFile);
        } catch (IOException e) {
            throw new LauncherException("The file %s cannot be removed: %s".formatted(pidFile, e.getMessage()), e);
        }
    }
}
