package io.hongyan.connector.session.socket;

import io.hongyan.connector.login.LoginConfig;
import io.hongyan.connector.login.jose.TokenVerifier;
import io.hongyan.connector.session.HeartbeatConfig;
import io.hongyan.connector.session.LimitsConfig;
import io.hongyan.connector.session.SessionRegistry;
import io.hongyan.connector.session.Suite;
import io.hongyan.connector.session.Terms;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The sockets of this connector, from opening the ports to having sent everybody away. */
@Singleton
public class SocketServer {

    private static final Logger LOG = Logger.getLogger(SocketServer.class);

    private final Vertx vertx;
    private final Edge edge;
    private final Logins logins;
    private final Doors doors;
    private final int eventLoops;
    private final Drain drain;
    private final Duration heldTime;
    private volatile @Nullable String deployment;

    /** A server that is not open yet. */
    public SocketServer(
            Vertx vertx,
            Suite suite,
            SessionRegistry registry,
            TokenVerifier verifier,
            MeterRegistry meters,
            LoginConfig login,
            HeartbeatConfig heartbeat,
            LimitsConfig limits,
            SocketConfig sockets,
            TlsConfig tls,
            DrainConfig drain) {
        Terms terms = Terms.of(login, heartbeat, limits);
        this.vertx = vertx;
        var clock = new SteadyClock();
        this.edge = new Edge(
                suite,
                registry,
                limits,
                terms,
                new SocketMetrics(meters, registry),
                new Gate(sockets, clock, new GateMetrics(meters)),
                clock);
        this.logins = new Logins(edge, verifier);
        this.doors = new Doors(sockets, tls, limits, terms, meters);
        this.heldTime = sockets.heldTime();
        this.eventLoops = sockets.eventLoops() == 0 ? Runtime.getRuntime().availableProcessors() : sockets.eventLoops();
        this.drain = new Drain(edge, drain, terms);
    }

    /**
     * Opens the ports. Waits until they are.
     *
     * @throws IllegalStateException with a sentence, if a port cannot be opened
     */
    public void open() {
        try {
            deployment = vertx.deployVerticle(
                            () -> new SocketLoop(edge, logins, doors, heldTime),
                            new DeploymentOptions().setInstances(eventLoops))
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof IllegalStateException sentence ? sentence : e;
        }
        LOG.infof("Sockets are open: ports=%s eventLoops=%d epoll=%s", ports(), eventLoops, nativeTransport());
    }

    /** The ports that are open, by kind: tcp, tls, ws, wss. */
    public Map<String, Integer> ports() {
        Map<String, Integer> byName = new TreeMap<>();
        doors.ports().forEach((kind, port) -> byName.put(kind.name().toLowerCase(Locale.ROOT), port));
        return byName;
    }

    Edge edge() {
        return edge;
    }

    /** Whether clients are welcome: the ports are open, and this connector is not about to leave. */
    public boolean takesConnections() {
        return deployment != null && !edge.draining();
    }

    /** Whether the sockets use the operating system's own event mechanism, such as epoll. */
    public boolean nativeTransport() {
        return vertx.isNativeTransportEnabled();
    }

    /** Sends everybody away, waits until they have gone or it is late, then closes the ports. Blocks. */
    public void close() {
        String open = deployment;
        if (open == null) {
            return;
        }
        drain.run();
        deployment = null;
        vertx.undeploy(open).toCompletionStage().toCompletableFuture().join();
        doors.close();
    }
}
