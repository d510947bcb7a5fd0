package io.hongyan.testkit;

import io.hongyan.embedded.EmbeddedServers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The servers that all tests of one JVM share: a real Kafka, PostgreSQL and Redis on free ports, started at first use
 * and gone with the JVM, together with their data.
 *
 * <p>They run in a JVM of their own. Quarkus loads each application under test, and the test resources with it, in a new
 * class loader that it closes afterwards; a broker inside would lose its classes. For the same reason the ports are kept
 * as system properties, which all class loaders see.
 */
public final class TestServers {

    private static final String PORT = "hongyan.testkit.port.";
    private static final int STOP_SECONDS = 20;

    private TestServers() {}

    /** Kafka's address, {@code host:port}. */
    public static String kafka() {
        return "localhost:" + port("kafka");
    }

    /** PostgreSQL's port on localhost. The user {@code postgres} may do everything and needs no password. */
    public static int postgresPort() {
        return port("postgres");
    }

    /** Redis's port on localhost. */
    public static int redisPort() {
        return port("redis");
    }

    /** The gRPC port of the application under test. */
    public static int grpcPort() {
        return Integer.getInteger(PORT + "grpc");
    }

    /**
     * A free port for the gRPC server of an application that is about to start. Another one each time: in one JVM, the
     * server of an application that has stopped would share its port with the next one's.
     */
    static int nextGrpcPort() {
        try (var socket = new ServerSocket(0)) {
            System.setProperty(PORT + "grpc", Integer.toString(socket.getLocalPort()));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("There is no free port.", e);
        }
    }

    private static int port(String server) {
        synchronized (Runtime.getRuntime()) { // this class may exist several times, the runtime only once
            if (Integer.getInteger(PORT + server) == null) {
                start();
            }
            return Integer.getInteger(PORT + server);
        }
    }

    private static void start() {
        try {
            Path directory = Files.createTempDirectory("hongyan-test-");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx384m",
                            "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            classPath(),
                            EmbeddedServers.class.getName(),
                            "--data",
                            directory.toString(),
                            "--until-stdin-closes")
                    .redirectError(Redirect.to(directory.resolve("servers.log").toFile()))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process, directory), "stop-test-servers"));
            awaitReady(process, directory);
        } catch (IOException e) {
            throw new UncheckedIOException("The test servers did not start.", e);
        }
    }

    private static void awaitReady(Process process, Path directory) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            List<String> words = List.of(line.split("[ :]"));
            if (line.equals("READY all")) {
                return;
            }
            if (words.getFirst().equals("READY")) { // READY kafka localhost:12345 2400
                System.setProperty(PORT + words.get(1), words.get(3));
            }
        }
        throw new IOException("They said:\n" + Files.readString(directory.resolve("servers.log")));
    }

    private static String classPath() {
        // Surefire puts the real class path here when it starts the JVM with a jar that only names others.
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    private static void stop(Process process, Path directory) {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            System.err.println("Left behind " + directory + ": " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
