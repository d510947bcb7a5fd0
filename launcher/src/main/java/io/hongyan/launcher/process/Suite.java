package io.hongyan.launcher.process;

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
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
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
    private final Map<String, AotCache> caches = new ConcurrentHashMap<>();
    private final boolean cached;
    private @Nullable ChildProcess servers;

    /**
     * A suite that does not run yet.
     *
     * @param overrides configuration for all services that differs from the development defaults
     */
    public Suite(Layout layout, Map<String, String> overrides) {
        this(layout, overrides, false);
    }

    private Suite(Layout layout, Map<String, String> overrides, boolean cached) {
        this.layout = layout;
        this.configuration = new ServiceConfiguration(layout, overrides);
        this.cached = cached;
    }

    /** A suite that does not run yet, and that starts faster from the second time on: see {@link AotCache}. */
    public static Suite startingFaster(Layout layout) {
        return new Suite(layout, Map.of(), true);
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
        BooleanSupplier ready = ServersProgram.saysReady(layout.log(SERVERS));
        var program = new ServersProgram(layout);
        servers =
                ChildProcess.start(SERVERS, command(cacheOptions(SERVERS, program.built()), program.command()), layout);
        await(SERVERS, servers, ready);
        KafkaTopics.create(
                "localhost:" + layout.ports().kafka(),
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
        List<String> program =
                List.of("-Dsmallrye.config.locations=" + configuration.write(service), "-jar", jar.toString());
        services.put(
                service,
                ChildProcess.start(
                        service.shortName(),
                        command(cacheOptions(service.shortName(), jar), service.jvmOptions(), program),
                        layout));
    }

    @SafeVarargs
    private static List<String> command(List<String>... parts) {
        return Stream.concat(Stream.of(java()), Arrays.stream(parts).flatMap(List::stream))
                .toList();
    }

    private List<String> cacheOptions(String process, Path built) {
        if (!cached) {
            return List.of();
        }
        var cache = new AotCache(layout.aotCaches(), process, built);
        caches.put(process, cache);
        return cache.jvmOptions();
    }

    /** Whether this run records what makes the next start faster. */
    public boolean records() {
        return caches.values().stream().anyMatch(AotCache::records);
    }

    /**
     * Keeps what was recorded, one process after the other, each of which stands still for a moment. Takes about a minute,
     * and may be called while another thread closes this suite. Returns whether all was kept.
     */
    public boolean keepRecordings() {
        boolean all = true;
        for (ChildProcess process : processes()) {
            AotCache cache = caches.get(process.name());
            if (cache != null && cache.records()) {
                all &= cache.keep(process.pid());
            }
        }
        return all;
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
        stop(Service.CONNECTOR);
        stop(Service.MESSAGE, Service.PUSH, Service.HISTORY);
        stop(Service.PRESENCE);
        if (servers != null) {
            stop(servers);
            servers = null;
        }
    }

    /** Stops those that do without each other, at the same time. */
    private void stop(Service... together) {
        List<ChildProcess> running = Arrays.stream(together)
                .map(services::remove)
                .filter(Objects::nonNull)
                .toList();
        running.forEach(ChildProcess::askToEnd);
        running.forEach(this::stop);
    }

    private void stop(ChildProcess process) {
        AotCache cache = caches.remove(process.name());
        process.stop(STOPS_WITHIN, () -> cache != null && cache.records() && cache.isBeingWritten());
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

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
