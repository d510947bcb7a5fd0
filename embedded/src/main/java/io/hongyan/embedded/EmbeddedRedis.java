package io.hongyan.embedded;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** One real Redis server as a child process. Its data stays in its directory, as an append-only file. */
public final class EmbeddedRedis implements AutoCloseable {

    /**
     * Where and how the server runs.
     *
     * @param directory data, made if missing, kept afterwards
     * @param port client port on the loopback address; 0 for any free one
     * @param tls how it proves who it is, to clients that do so too and come as {@link ServerTls#REDIS_USER}; null in the clear
     */
    public record Settings(
            Path directory, int port, @Nullable ServerTls tls) {}

    private static final String PID_FILE = "redis.pid";
    private static final String DOOR = "redis.sock";
    private static final Duration START_MAX = Duration.ofSeconds(20);
    private static final Duration STOP_MAX = Duration.ofSeconds(10);
    private static final int READ_TIMEOUT_MILLIS = 1_000;
    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final String PONG = "+PONG";

    private final int port;
    private final Process process;
    private final @Nullable Path door;

    private EmbeddedRedis(int port, Process process, @Nullable Path door) {
        this.port = port;
        this.process = process;
        this.door = door;
    }

    /**
     * Writes the program to where its data will be. To be called while no other process is being started: one that is forked
     * while the file is open for writing keeps it so, and it cannot be run ("text file busy").
     */
    static File unpack(Settings settings) {
        Path directory = settings.directory().toAbsolutePath();
        Orphan.end(directory.resolve(PID_FILE), "redis-server", "TERM"); // a program that runs cannot be written either
        try {
            Files.createDirectories(directory);
            return ExecutableProvider.newJarResourceProvider(directory.toFile()).get();
        } catch (IOException e) {
            throw new EmbeddedServerException("Redis cannot be unpacked in %s: %s".formatted(directory, e), e);
        }
    }

    /**
     * Starts the server and returns when it answers.
     *
     * @throws EmbeddedServerException if the port is taken, there is no binary for this machine, or the data cannot be
     *     used
     */
    public static EmbeddedRedis start(Settings settings) {
        return start(settings, unpack(settings));
    }

    /** The same with a program that is there already. */
    static EmbeddedRedis start(Settings settings, File program) {
        Path directory = settings.directory().toAbsolutePath();
        Path pidFile = directory.resolve(PID_FILE);
        Path log = directory.resolve("redis.log");
        int port = Ports.claim("Redis", settings.port());
        try {
            var process = new ProcessBuilder(command(program, settings, port, directory, pidFile))
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(log.toFile()))
                    .start();
            var redis = new EmbeddedRedis(port, process, settings.tls() == null ? null : directory.resolve(DOOR));
            redis.awaitAnswer(log);
            return redis;
        } catch (IOException | IllegalArgumentException e) {
            throw new EmbeddedServerException(
                    "Redis did not start in %s: %s. Its own words are in %s.".formatted(directory, e.getMessage(), log),
                    e);
        }
    }

    private static List<String> command(File program, Settings settings, int port, Path directory, Path pidFile) {
        List<String> command = new ArrayList<>(List.of(
                program.getPath(),
                "--bind",
                "127.0.0.1",
                "--dir",
                directory.toString(),
                "--pidfile",
                pidFile.toString(),
                "--save",
                "",
                "--appendonly",
                "yes",
                "--appendfsync",
                "everysec",
                "--loglevel",
                "notice",
                "--port",
                settings.tls() == null ? Integer.toString(port) : "0"));
        if (settings.tls() != null) {
            command.addAll(secure(settings.tls(), port, directory));
        }
        return command;
    }

    /** Who is not the service may ask whether it is there, on this machine, and nothing else. */
    private static List<String> secure(ServerTls tls, int port, Path directory) {
        return List.of(
                "--tls-port",
                Integer.toString(port),
                "--tls-cert-file",
                tls.server().certificate().toString(),
                "--tls-key-file",
                tls.server().key().toString(),
                "--tls-ca-cert-file",
                tls.authority().toString(),
                "--tls-auth-clients",
                "yes",
                "--unixsocket",
                directory.resolve(DOOR).toString(),
                "--unixsocketperm",
                "700",
                "--user",
                "default",
                "on",
                "nopass",
                "-@all",
                "+ping",
                "--user",
                ServerTls.REDIS_USER,
                "on",
                ">" + ServerTls.REDIS_USER,
                "~hongyan:*",
                "+@all",
                "-@admin",
                "-@dangerous");
    }

    /** The client port, never 0. */
    public int port() {
        return port;
    }

    /** The address in the form that clients take, {@code redis://host:port}. */
    public String uri() {
        return "redis://localhost:" + port;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new EmbeddedServerException("Redis (pid %d) did not stop within %d s and was killed."
                        .formatted(process.pid(), STOP_MAX.toSeconds()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private void awaitAnswer(Path log) throws IOException {
        long deadline = System.nanoTime() + START_MAX.toNanos();
        while (!answers()) {
            if (!process.isAlive()) {
                throw new IOException("it ended with status " + process.exitValue());
            }
            if (System.nanoTime() - deadline > 0) {
                process.destroyForcibly();
                throw new IOException("no answer within %d s, see %s".formatted(START_MAX.toSeconds(), log));
            }
            pause();
        }
    }

    /** Whether PING is answered by PONG; while data is being loaded Redis answers with an error instead. */
    private boolean answers() {
        try {
            return door == null ? answers(port) : answers(door);
        } catch (IOException notYet) {
            return false;
        }
    }

    private static boolean answers(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(READ_TIMEOUT_MILLIS);
            socket.getOutputStream().write(PING);
            return isPong(socket.getInputStream().readNBytes(PONG.length()));
        }
    }

    /** By a door of this machine: on the port one would have to prove who one is. */
    private static boolean answers(Path door) throws IOException {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(door))) {
            channel.write(ByteBuffer.wrap(PING));
            return isPong(Channels.newInputStream(channel).readNBytes(PONG.length()));
        }
    }

    private static boolean isPong(byte[] answer) {
        return new String(answer, StandardCharsets.US_ASCII).equals(PONG);
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
