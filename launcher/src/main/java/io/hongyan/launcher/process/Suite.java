package io.hongyan.launcher.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hongyan.embedded.EmbeddedServers;
import io.hongyan.embedded.KafkaTopic;
import io.hongyan.embedded.KafkaTopics;
import io.hongyan.embedded.SelfSignedCertificate;
import io.hongyan.eventlog.Topics;
import io.hongyan.launcher.LauncherException;
import io.hongyan.launcher.issuer.TokenIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The whole suite as processes of this machine. Not safe for use by several threads, except where a method says so.
 * {@link #close} stops what runs, in order: sockets first, the log and the databases last.
 */
public final class Suite implements AutoCloseable {

    /** The process of the embedded servers. */
    public static final String SERVERS = "servers";

    private static final Duration READY_WITHIN = Duration.ofSeconds(120);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(25);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);
    private static final int LAST_LINES = 15;

    private final Layout layout;
    private final ServiceConfiguration configuration;
    private final Health health = new Health();
    private final Map<Service, ChildProcess> services = new EnumMap<>(Service.class);
    private @Nullable ChildProcess servers;

    /**
     * A suite that does not run yet.
     *
     * @param overrides configuration for all services that differs from the development defaults
     */
    public Suite(Layout layout, Map<String, String> overrides) {
        this.layout = layout;
        this.configuration = new ServiceConfiguration(layout, overrides);
    }

    /** Hears what happens while the suite starts. */
    public interface Progress {

        /** Something is ready, that long after it was started. */
        void ready(String what, Duration after);
    }

    /** Where it lives. */
    public Layout layout() {
        return layout;
    }

    /** Starts everything and returns when all is ready. */
    public void start(InstantSource clock, Progress progress) {
        prepare(clock);
        startServers(progress);
        for (Service service : Service.values()) {
            start(service);
        }
        awaitReady(List.of(Service.values()), progress);
    }

    /** Starts the embedded servers and makes the topics. */
    public void startServers(Progress progress) {
        Instant begun = Instant.now();
        SuitePorts ports = layout.ports();
        Path said = layout.log(SERVERS);
        long from = size(said); // the log has the lines of earlier runs too
        servers = ChildProcess.start(
                SERVERS,
                List.of(
                        java(),
                        "-Xms64m",
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
                        "--postgres-port",
                        Integer.toString(ports.postgres()),
                        "--redis-port",
                        Integer.toString(ports.redis())),
                layout);
        await(SERVERS, servers, () -> saidSince(said, from).contains("READY all"));
        KafkaTopics.create(
                "localhost:" + ports.kafka(),
                Topics.all().stream()
                        .map(topic -> new KafkaTopic(topic.name(), topic.partitions(), topic.config()))
                        .toList());
        progress.ready("Kafka, PostgreSQL, Redis and the topics", Duration.between(begun, Instant.now()));
    }

    /** Starts one service, and does not wait for it. */
    public void start(Service service) {
        Path jar = layout.jar(service);
        if (!Files.exists(jar)) {
            throw new LauncherException("%s is not built. Run `./hongyan build`.".formatted(service.module()));
        }
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(service.jvmOptions());
        command.add("-Dsmallrye.config.locations=" + configuration.write(service));
        command.add("-jar");
        command.add(jar.toString());
        services.put(service, ChildProcess.start(service.shortName(), command, layout));
    }

    /** Waits until services are ready, and tells of each as it becomes so. */
    public void awaitReady(List<Service> wanted, Progress progress) {
        Instant begun = Instant.now();
        List<Service> waiting = new ArrayList<>(wanted);
        while (!waiting.isEmpty()) {
            for (Service service : List.copyOf(waiting)) {
                requireAlive(service.module(), process(service));
                if (health.isReady(layout.ports().of(service))) {
                    waiting.remove(service);
                    progress.ready(service.module(), Duration.between(begun, Instant.now()));
                }
            }
            requireTime(begun, waiting.isEmpty() ? "" : waiting.getFirst().module());
        }
    }

    /** Whether a service says that it can do its work. Safe on any thread. */
    public boolean isReady(Service service) {
        return health.isReady(layout.ports().of(service));
    }

    /** The process of a service that was started. */
    public ChildProcess process(Service service) {
        ChildProcess process = services.get(service);
        if (process == null) {
            throw new LauncherException(service.module() + " was not started.");
        }
        return process;
    }

    /** The process of the embedded servers. */
    public ChildProcess servers() {
        if (servers == null) {
            throw new LauncherException("The embedded servers were not started.");
        }
        return servers;
    }

    /** All processes that were started. */
    public List<ChildProcess> processes() {
        List<ChildProcess> all = new ArrayList<>();
        if (servers != null) {
            all.add(servers);
        }
        all.addAll(services.values());
        return all;
    }

    /** Kills a service as a crash would, starts it again, and returns when it is ready. */
    public void killAndRestart(Service service) {
        process(service).kill();
        start(service);
        awaitReady(List.of(service), (what, after) -> {});
    }

    /** Stops what runs: sockets first, so that clients are told; then who reads the log; the log last. */
    @Override
    public void close() {
        for (Service service :
                List.of(Service.CONNECTOR, Service.MESSAGE, Service.PUSH, Service.HISTORY, Service.PRESENCE)) {
            ChildProcess process = services.remove(service);
            if (process != null) {
                process.stop(STOPS_WITHIN);
            }
        }
        if (servers != null) {
            servers.stop(STOPS_WITHIN);
            servers = null;
        }
    }

    /** Makes what has to be there before the first start: keys, the certificate, folders. */
    private void prepare(InstantSource clock) {
        TokenIssuer.at(layout.jwks(), clock);
        try {
            SelfSignedCertificate.write(layout.tlsCertificate(), layout.tlsKey(), clock.instant());
        } catch (IOException e) {
            throw new LauncherException("The TLS certificate cannot be written: " + e.getMessage(), e);
        }
    }

    private void await(String name, ChildProcess process, BooleanSupplier condition) {
        Instant begun = Instant.now();
        while (!condition.getAsBoolean()) {
            requireAlive(name, process);
            requireTime(begun, name);
        }
    }

    private static void requireAlive(String name, ChildProcess process) {
        if (!process.isAlive()) {
            throw new LauncherException(
                    "%s ended with status %d instead of becoming ready. Its last lines:%n%s%nAll: %s"
                            .formatted(
                                    name, process.status().orElse(-1), process.lastLines(LAST_LINES), process.log()));
        }
    }

    private void requireTime(Instant begun, String name) {
        if (Duration.between(begun, Instant.now()).compareTo(READY_WITHIN) > 0) {
            throw new LauncherException("%s is not ready after %d s. Its log says why: %s"
                    .formatted(
                            name,
                            READY_WITHIN.toSeconds(),
                            layout.log(
                                    Service.named(name).map(Service::shortName).orElse(name))));
        }
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("Interrupted while waiting for " + name + ".", e);
        }
    }

    /** Kafka tells much at INFO that nobody reads. */
    private Path quietLogging() {
        Path file = layout.state().resolve("config").resolve("servers-logging.properties");
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

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
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
