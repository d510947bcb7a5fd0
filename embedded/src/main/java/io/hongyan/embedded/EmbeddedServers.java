package io.hongyan.embedded;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;

/**
 * Kafka, PostgreSQL and Redis together, or some of them: started at the same time, stopped one after the other. As a program it
 * is one JVM, which prints a line {@code READY name host:port milliseconds} for each and {@code READY all} last.
 */
public final class EmbeddedServers implements AutoCloseable {

    /** The databases of the services, one each; the name is the user and password too, for development only. */
    public static final List<String> DATABASES = List.of("hongyan_message", "hongyan_history", "hongyan_push");

    private static final List<String> STOPPING = List.of("kafka", "redis", "postgres");

    private final Map<String, AutoCloseable> servers;

    private EmbeddedServers(Map<String, AutoCloseable> servers) {
        this.servers = servers;
    }

    /** Hears of each server as it becomes ready. Called on several threads. */
    public interface Progress {

        /** One server is ready; its name is {@code kafka}, {@code postgres} or {@code redis}. */
        void ready(String server, int port, long millis);
    }

    /**
     * Starts them under one directory and returns when they are ready. If one fails, none is left running.
     *
     * @throws EmbeddedServerException with the first failure's sentence
     */
    public static EmbeddedServers start(ServerOptions options, Progress progress) {
        Path data = options.directory();
        @Nullable ServerTls tls = options.tls() == null ? null : ServerTls.in(options.tls());
        Map<String, AutoCloseable> started = new LinkedHashMap<>();
        // On one thread first: initialised by several at once, a log manager that calls back into itself deadlocks.
        LogManager.getLogManager();
        List<Supplier<AutoCloseable>> starts = new ArrayList<>();
        // PostgreSQL and Redis are other processes: they come up while this JVM loads Kafka's classes.
        if (options.only().contains("postgres")) {
            var settings =
                    new EmbeddedPostgres.Settings(data.resolve("postgres"), options.postgresPort(), DATABASES, tls);
            starts.add(timed(
                    "postgres", started, progress, () -> EmbeddedPostgres.start(settings), EmbeddedPostgres::port));
        }
        if (options.only().contains("redis")) {
            var settings = new EmbeddedRedis.Settings(data.resolve("redis"), options.redisPort(), tls);
            File program = EmbeddedRedis.unpack(settings);
            starts.add(timed(
                    "redis", started, progress, () -> EmbeddedRedis.start(settings, program), EmbeddedRedis::port));
        }
        if (options.only().contains("kafka")) {
            var settings = new EmbeddedKafka.Settings(
                    data.resolve("kafka"), options.kafkaPort(), options.kafkaAdvertisedPort(), tls);
            starts.add(timed("kafka", started, progress, () -> EmbeddedKafka.start(settings), EmbeddedKafka::port));
        }
        try (var threads = Executors.newFixedThreadPool(starts.size())) {
            CompletableFuture.allOf(starts.stream()
                            .map(start -> CompletableFuture.supplyAsync(start, threads))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
            return new EmbeddedServers(started);
        } catch (CompletionException e) {
            closeAll(started);
            if (e.getCause() instanceof EmbeddedServerException failure) {
                throw failure;
            }
            throw new EmbeddedServerException("A server did not start: " + e.getCause(), e);
        }
    }

    /** The broker. */
    public EmbeddedKafka kafka() {
        return started("kafka", EmbeddedKafka.class);
    }

    /** The database server. */
    public EmbeddedPostgres postgres() {
        return started("postgres", EmbeddedPostgres.class);
    }

    /** The Redis server. */
    public EmbeddedRedis redis() {
        return started("redis", EmbeddedRedis.class);
    }

    private <S> S started(String name, Class<S> type) {
        AutoCloseable server = servers.get(name);
        if (server == null) {
            throw new IllegalStateException(name + " was not wanted.");
        }
        return type.cast(server);
    }

    /** Stops the log first, so that nothing new reaches those that follow it. */
    @Override
    public void close() {
        closeAll(servers);
    }

    /** Runs until SIGTERM, or with {@code --until-stdin-closes} until the parent process is gone. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            ServerOptions options = ServerOptions.parse(arguments);
            EmbeddedServers servers = start(
                    options,
                    (server, port, millis) -> System.out.printf("READY %s localhost:%d %d%n", server, port, millis));
            Runtime.getRuntime().addShutdownHook(new Thread(servers::close, "stop"));
            System.out.println("READY all");
            if (options.untilStdinCloses()) {
                System.in.transferTo(OutputStream.nullOutputStream());
                System.exit(0);
            }
            new CountDownLatch(1).await();
        } catch (EmbeddedServerException | IllegalArgumentException | IOException e) {
            System.err.println("FAILED " + e.getMessage());
            System.exit(1);
        }
    }

    private static <S extends AutoCloseable> Supplier<AutoCloseable> timed(
            String name,
            Map<String, AutoCloseable> started,
            Progress progress,
            Supplier<S> start,
            Function<S, Integer> port) {
        return () -> {
            long from = System.nanoTime();
            S server = start.get();
            synchronized (started) {
                started.put(name, server);
            }
            progress.ready(name, port.apply(server), (System.nanoTime() - from) / 1_000_000);
            return server;
        };
    }

    private static void closeAll(Map<String, AutoCloseable> servers) {
        @Nullable Exception first = null;
        for (String name : STOPPING) {
            try {
                AutoCloseable server = servers.get(name);
                if (server != null) {
                    server.close();
                }
            } catch (Exception e) { // the others must stop all the same
                first = first == null ? e : first;
            }
        }
        if (first instanceof RuntimeException failure) {
            throw failure;
        }
    }
}
