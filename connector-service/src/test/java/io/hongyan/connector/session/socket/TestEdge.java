package io.hongyan.connector.session.socket;

import io.hongyan.connector.TestConfigs;
import io.hongyan.connector.login.LoginConfig;
import io.hongyan.connector.login.Revocations;
import io.hongyan.connector.login.jose.TestIssuer;
import io.hongyan.connector.login.jose.TokenVerifier;
import io.hongyan.connector.session.HeartbeatConfig;
import io.hongyan.connector.session.LimitsConfig;
import io.hongyan.connector.session.SessionRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A connector's edge as in production, over real sockets, before a suite in memory. */
final class TestEdge implements AutoCloseable {

    static final TestIssuer ISSUER = new TestIssuer("ours");

    final MemorySuite suite = new MemorySuite();
    final SessionRegistry registry = new SessionRegistry();
    final Revocations revocations = new Revocations();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final SocketServer server;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    private final TokenVerifier verifier;

    private TestEdge(Map<String, String> values) {
        LoginConfig login = TestConfigs.of(LoginConfig.class, values);
        verifier = new TokenVerifier(login, revocations);
        verifier.start();
        server = new SocketServer(
                vertx,
                suite,
                registry,
                verifier,
                meters,
                login,
                TestConfigs.of(HeartbeatConfig.class, values),
                TestConfigs.of(LimitsConfig.class, values),
                TestConfigs.of(SocketConfig.class, values),
                TestConfigs.of(TlsConfig.class, values),
                TestConfigs.of(DrainConfig.class, values));
        server.open();
    }

    /** With these values below {@code hongyan.connector}, and free ports. */
    static TestEdge with(String... keysAndValues) {
        try {
            Map<String, String> values = new HashMap<>();
            Path jwks = Files.createTempFile("edge", ".json");
            jwks.toFile().deleteOnExit();
            values.put(
                    "hongyan.connector.login.jwks",
                    ISSUER.writeJwks(jwks).toUri().toString());
            values.put("hongyan.connector.socket.host", "127.0.0.1");
            for (String port : new String[] {"tcp-port", "tls-port", "web-socket-port", "web-socket-tls-port"}) {
                values.put("hongyan.connector.socket." + port, "0");
            }
            values.put("hongyan.connector.drain.time-max", "PT0S");
            for (int i = 0; i < keysAndValues.length; i += 2) {
                values.put("hongyan.connector." + keysAndValues[i], keysAndValues[i + 1]);
            }
            return new TestEdge(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port(String kind) {
        return Objects.requireNonNull(server.ports().get(kind), kind);
    }

    SocketClient connect() {
        return SocketClient.tcp(port("tcp"));
    }

    /** A client that is logged in. */
    SocketClient login(String user, String device) {
        SocketClient client = connect();
        client.send(Frames.hello(ISSUER.token(user), device));
        Frames.requireWelcome(client.next());
        return client;
    }

    double count(String name, String... tags) {
        var counter = meters.find(name).tags(tags).counter();
        return counter == null ? 0 : counter.count();
    }

    /** How often something was timed. */
    long timed(String name, String... tags) {
        var timer = meters.find(name).tags(tags).timer();
        return timer == null ? 0 : timer.count();
    }

    @Override
    public void close() {
        server.close();
        verifier.stop();
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("Vert.x does not stop", e);
        }
    }
}
