package io.hongyan.launcher.process;

import io.hongyan.embedded.SelfSignedCertificate;
import io.hongyan.launcher.LauncherException;
import io.hongyan.launcher.issuer.TokenIssuer;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The whole suite as processes of this machine. Not safe for use by several threads, except where a method says so.
 * {@link #close} stops what runs, in order: sockets first, the log and the databases last.
 */
public final class Suite implements AutoCloseable {

    private static final Duration STOPS_WITHIN = Duration.ofSeconds(25);

    private final Layout layout;
    private final Deployment deployment;
    private final Programs programs;
    private final Servers servers;
    private final Health health = new Health();
    private final Map<Replica, ChildProcess> services = new LinkedHashMap<>();

    /** A suite that does not run yet. */
    public Suite(Layout layout, Deployment deployment) {
        this.layout = layout;
        this.deployment = deployment;
        this.programs = new Programs(layout, deployment);
        this.servers = new Servers(layout, deployment, programs);
    }

    /**
     * A suite that does not run yet, of one process for each service.
     *
     * @param overrides configuration for all services that differs from the development defaults
     */
    public Suite(Layout layout, Map<String, String> overrides) {
        this(layout, Deployment.simple(layout, overrides, Deployment.Caching.NONE, Deployment.Compiling.QUICK));
    }

    /** A suite that does not run yet, and that starts faster from the second time on: see {@link AotCache}. */
    public static Suite startingFaster(Layout layout, Deployment.Compiling compiling) {
        return new Suite(layout, Deployment.simple(layout, Map.of(), Deployment.Caching.KEEP, compiling));
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

    /** The processes of services that it is made of, in the order in which they are best started. */
    public List<Replica> replicas() {
        return Replica.ofEach(deployment.replicas());
    }

    /** Where a process listens, which is not where it is reached if somebody stands between. */
    public SuitePorts listening(Replica replica) {
        return deployment.listening(replica);
    }

    /** Starts everything and returns when all is ready. */
    public void start(InstantSource clock, Progress progress) {
        prepare(clock);
        startServers(progress);
        replicas().forEach(this::start);
        awaitReady(replicas(), progress);
    }

    /** Starts the embedded servers and makes the topics. */
    public void startServers(Progress progress) {
        var patience = new Patience();
        servers.start();
        progress.ready("Kafka, PostgreSQL, Redis and the topics", patience.soFar());
    }

    /** Starts a server that was killed, and returns what says that it is ready. Only where servers are apart. */
    public BooleanSupplier start(Server server) {
        return servers.start(server);
    }

    /** Starts one process of a service, and does not wait for it. */
    public void start(Replica replica) {
        services.put(
                replica,
                ChildProcess.start(
                        replica.name(),
                        programs.of(replica),
                        deployment.environment().apply(replica),
                        layout));
    }

    /** Whether this run records what makes the next start faster. */
    public boolean records() {
        return programs.record();
    }

    /**
     * Keeps what was recorded, one process after the other, each of which stands still for a moment. Takes about a minute,
     * and may be called while another thread closes this suite. Returns whether all was kept.
     */
    public boolean keepRecordings() {
        boolean all = true;
        for (ChildProcess process : processes()) {
            Optional<AotCache> cache = programs.recordedBy(process.name());
            if (cache.isPresent()) {
                all &= cache.get().keep(process.pid());
            }
        }
        return all;
    }

    /** Waits until processes are ready, and tells of each as it becomes so. */
    public void awaitReady(List<Replica> wanted, Progress progress) {
        var patience = new Patience();
        List<Replica> waiting = new ArrayList<>(wanted);
        while (!waiting.isEmpty()) {
            for (Replica replica : List.copyOf(waiting)) {
                Patience.requireAlive(replica.title(), process(replica));
                if (isReady(replica)) {
                    waiting.remove(replica);
                    progress.ready(replica.title(), patience.soFar());
                }
            }
            if (!waiting.isEmpty()) {
                Replica first = waiting.getFirst();
                patience.lookAgainLater(first.title(), layout.log(first.name()));
            }
        }
    }

    /** Whether a process says that it can do its work. Safe on any thread. */
    public boolean isReady(Replica replica) {
        return health.isReady(deployment.listening(replica).of(replica.service()));
    }

    /** A process of a service that was started. */
    public ChildProcess process(Replica replica) {
        ChildProcess process = services.get(replica);
        if (process == null) {
            throw new LauncherException(replica.title() + " was not started.");
        }
        return process;
    }

    /** The process of a server, where they are apart. */
    public ChildProcess process(Server server) {
        return servers.process(server.word());
    }

    /** All processes that were started. */
    public List<ChildProcess> processes() {
        List<ChildProcess> all = servers.processes();
        all.addAll(services.values());
        return all;
    }

    /** Kills a service as a crash would, starts it again, and returns when it is ready. */
    public void killAndRestart(Replica replica) {
        process(replica).kill();
        start(replica);
        awaitReady(List.of(replica), (what, after) -> {});
    }

    /** Asks a process of a service to end, and returns when it has. */
    public void stop(Replica replica) {
        ChildProcess process = services.remove(replica);
        if (process != null) {
            stop(process);
        }
    }

    /** Stops what runs: sockets first, so that clients are told; then who reads the log; the log last. */
    @Override
    public void close() {
        stopAll(Service.CONNECTOR);
        stopAll(Service.MESSAGE, Service.PUSH, Service.HISTORY);
        stopAll(Service.PRESENCE);
        servers.removeAll().forEach(this::stop);
    }

    /** Stops those that do without each other, at the same time. */
    private void stopAll(Service... together) {
        List<ChildProcess> running = Stream.of(together)
                .flatMap(service -> replicas().stream().filter(replica -> replica.service() == service))
                .map(services::remove)
                .filter(Objects::nonNull)
                .toList();
        running.forEach(ChildProcess::askToEnd);
        running.forEach(this::stop);
    }

    private void stop(ChildProcess process) {
        Optional<AotCache> cache = programs.recordedBy(process.name());
        process.stop(STOPS_WITHIN, () -> cache.map(AotCache::isBeingWritten).orElse(false));
    }

    /** Makes what has to be there before the first start: keys, the certificate, folders. */
    private void prepare(InstantSource clock) {
        TokenIssuer.at(layout.jwks(), clock);
        if (deployment.secured()) {
            new Peers(layout).issue(clock.instant());
        }
        try {
            SelfSignedCertificate.write(layout.tlsCertificate(), layout.tlsKey(), clock.instant());
        } catch (IOException e) {
            throw new LauncherException("The TLS certificate cannot be written: " + e.getMessage(), e);
        }
    }
}
