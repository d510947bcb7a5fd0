package io.hongyan.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The machine's own npm, if it has one, in the folder of this module. */
final class Npm {

    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Path FOLDER = Path.of("").toAbsolutePath();

    private Npm() {}

    static boolean isThere() {
        return onPath("npm").isPresent();
    }

    /** The browser that tests drive: what {@code CHROMIUM} names, else what the machine has. */
    static Optional<Path> chromium() {
        return Optional.ofNullable(System.getenv("CHROMIUM"))
                .map(Path::of)
                .or(() -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .flatMap(name -> onPath(name).stream())
                        .findFirst());
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Has what the lock file names in place, and asks the registry only if something of it is missing. */
    static void install() throws IOException, InterruptedException {
        Path installed = FOLDER.resolve("node_modules/.package-lock.json");
        Path wanted = FOLDER.resolve("package-lock.json");
        if (!Files.exists(installed)
                || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) < 0) {
            run(Map.of(), "ci", "--no-audit", "--no-fund");
        }
    }

    /** Runs npm, whose words appear among those of the build, and fails if it fails. */
    static void run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                        Stream.concat(Stream.of("npm"), Stream.of(arguments)).toList())
                .directory(FOLDER.toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.environment().put("NO_COLOR", "1");
        Process npm = builder.start();
        Thread words = Thread.ofVirtual().start(() -> npm.inputReader().lines().forEach(System.out::println));
        boolean ended = npm.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        if (!ended) {
            npm.descendants().forEach(ProcessHandle::destroyForcibly);
            npm.destroyForcibly();
        }
        words.join();
        assertThat(ended)
                .as("npm %s ends within %s", List.of(arguments), PATIENCE)
                .isTrue();
        assertThat(npm.exitValue())
                .as("npm %s succeeds; what it said stands above", List.of(arguments))
                .isZero();
    }
}
