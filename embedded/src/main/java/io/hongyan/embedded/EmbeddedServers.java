package io.hongyan.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.LogManager;
import org.jspecify.annotations.Nullable;

/**
 * Kafka, PostgreSQL and Redis together: started at the same time, stopped one after the other. As a program it is one
 * JVM for all three, which prints a line {@code READY name host:port milliseconds} for each and {@code READY all} last.
 */
public final class EmbeddedServers implements AutoCloseable {

    /** The databases of the services, one each; the name is the user and password too, for development only. */
    public static final List<String> DATABASES = List.of("hongyan_message", "hongyan_history", "hongyan_push");

    private final EmbeddedKafka kafka;
    private final EmbeddedPostgres postgres;
    private final EmbeddedRedis redis;

    private EmbeddedServers(EmbeddedKafka kafka, EmbeddedPostgres postgres, EmbeddedRedis redis) {
        this.kafka = kafka;
        this.postgres = postgres;
        this.redis = redis;
    }

    /** Hears of each server as it becomes ready. Called on several threads. */
    public interface Progress {

        /** One server is ready; its name is {@code kafka}, {@code postgres} or {@code redis}. */
        void ready(String server, int port, long millis);
    }

    /**
     * Starts all three under one directory and returns when they are ready. If one fails, none is left running.
     *
     * @throws EmbeddedServerException with the first failure's sentence
     */
    public static EmbeddedServers start(ServerOptions options, Progress progress) {
        Path data = options.directory();
        Deque<AutoCloseable> started = new ArrayDeque<>();
        // On one thread first: initialised by several at once, a log manager that calls back into itself deadlocks.
        LogManager.getLogManager();
        try (var threads = Executors.newFixedThreadPool(3)) {
            // PostgreSQL and Redis are other processes: they come up while this JVM loads Kafka's classes.
            var postgres = CompletableFuture.supplyAsync(
                    timed(
                            "postgres",
                            started,
                            progress,
                            () -> EmbeddedPostgres.start(new EmbeddedPostgres.Settings(
                                    data.resolve("postgres"), options.postgresPort(), DATABASES)),
                            EmbeddedPostgres::port),
                    threads);
            var redis = CompletableFuture.supplyAsync(
                    timed(
                            "redis",
                            started,
                            progress,
                            () -> EmbeddedRedis.start(
                                    new EmbeddedRedis.Settings(data.resolve("redis"), options.redisPort())),
                            EmbeddedRedis::port),
                    threads);
            var kafka = CompletableFuture.supplyAsync(
                    timed(
                            "kafka",
                            started,
                            progress,
                            () -> EmbeddedKafka.start(
                                    new EmbeddedKafka.Settings(data.resolve("kafka"), options.kafkaPort())),
                            EmbeddedKafka::port),
                    threads);
            CompletableFuture.allOf(postgres, redis, kafka).join();
            return new EmbeddedServers(kafka.join(), postgres.join(), redis.join());
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
        return kafka;
    }

    /** The database server. */
    public EmbeddedPostgres postgres() {
        return postgres;
    }

    /** The Redis server. */
    public EmbeddedRedis redis() {
        return redis;
    }

    /** Stops the log first, so that nothing new reaches those that follow it. */
    @Override
    public void close() {
        closeAll(new ArrayDeque<>(List.of(kafka, redis, postgres)));
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

    private static <S extends AutoCloseable> Supplier<S> timed(
            String name,
            Deque<AutoCloseable> started,
            Progress progress,
            Supplier<S> start,
            Function<S, Integer> port) {
        return () -> {
            long from = System.nanoTime();
            S server = start.get();
            synchronized (started) {
                started.push(server);
            }
            progress.ready(name, port.apply(server), (System.nanoTime() - from) / 1_000_000);
            return server;
        };
    }

    private static void closeAll(Deque<AutoCloseable> servers) {
        @Nullable Exception first = null;
        for (AutoCloseable server : servers) {
            try {
                server.close();
            } catch (Exception e) { // the others must stop all the same
                first = first == null ? e : first;
            }
        }
        if (first instanceof RuntimeException failure) {
            throw failure;
        }
    }
}
