package io.hongyan.launcher.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hongyan.embedded.EmbeddedServers;
import io.hongyan.launcher.LauncherException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The program of the embedded servers, or of one: what its JVM is told, and how it says that it is ready. */
final class ServersProgram {

    private final Layout layout;
    private final Deployment deployment;
    private final String name;
    private final List<String> only;

    private ServersProgram(Layout layout, Deployment deployment, String name, List<String> only) {
        this.layout = layout;
        this.deployment = deployment;
        this.name = name;
        this.only = only;
    }

    /** All servers in one process. */
    static ServersProgram all(Layout layout, Deployment deployment) {
        return new ServersProgram(layout, deployment, Servers.TOGETHER, List.of());
    }

    /** One server in a process of its own. */
    static ServersProgram one(Layout layout, Deployment deployment, Server server) {
        return new ServersProgram(layout, deployment, server.word(), List.of("--only", server.word()));
    }

    List<String> command() {
        SuitePorts ports = deployment.servers();
        List<String> command = new ArrayList<>(List.of(
                "-Xms32m",
                "-Xmx384m",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.util.logging.config.file=" + quietLogging(),
                "-cp",
                classPath(),
                EmbeddedServers.class.getName(),
                "--data",
                layout.data().toString(),
                "--kafka-port",
                Integer.toString(ports.kafka()),
                "--kafka-advertised-port",
                Integer.toString(layout.ports().kafka()),
                "--postgres-port",
                Integer.toString(ports.postgres()),
                "--redis-port",
                Integer.toString(ports.redis())));
        command.addAll(only);
        if (deployment.secured()) {
            command.addAll(List.of("--tls", layout.peers().toString()));
        }
        return command;
    }

    /** What a build of it writes. */
    Path built() {
        return Path.of(classPath().split(File.pathSeparator, 2)[0]);
    }

    /** Whether it says from now on that it is ready. Its log has the lines of earlier runs too. */
    static BooleanSupplier saysReady(Path log) {
        long from = size(log);
        return () -> saidSince(log, from).contains("READY all");
    }

    /** Kafka tells much at INFO that nobody reads. */
    private Path quietLogging() {
        Path file = layout.state().resolve("config").resolve(name + "-logging.properties");
        try {
            Files.createDirectories(file.getParent());
            return Files.writeString(file, """
                    handlers=java.util.logging.ConsoleHandler
                    .level=WARNING
                    java.util.logging.SimpleFormatter.format=%1$tF %1$tT %4$s %3$s %5$s%6$s%n
                    """);
        } catch (IOException e) {
            throw new LauncherException("The file %s cannot be written: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static String classPath() {
        // A test runner may start the JVM with a jar that only names others, and keeps the real path here.
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new LauncherException("The log %s cannot be read: %s".formatted(file, e.getMessage()), e);
        }
    }

    private static String saidSince(Path log, long from) {
        try {
            byte[] all = Files.readAllBytes(log);
            int start = (int) Math.min(from, all.length);
            return new String(all, start, all.length - start, UTF_8);
        } catch (IOException e) {
            throw new LauncherException("The log %s cannot be read: %s".formatted(log, e.getMessage()), e);
        }
    }
}
