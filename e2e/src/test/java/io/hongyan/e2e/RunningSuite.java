package io.hongyan.e2e;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.Transport;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.launcher.issuer.TokenIssuer;
import io.hongyan.launcher.phone.PhoneScreens;
import io.hongyan.launcher.process.Deployment;
import io.hongyan.launcher.process.Layout;
import io.hongyan.launcher.process.Suite;
import io.hongyan.launcher.process.SuitePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The suite that all tests share: five services and their servers on free ports, started once and stopped at the end. */
final class RunningSuite implements AutoCloseable {

    /** Hands the suite to tests that have a parameter for it. */
    static final class Extension implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == RunningSuite.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return requireNonNull(context.getRoot()
                    .getStore(ExtensionContext.Namespace.GLOBAL)
                    .getOrComputeIfAbsent(RunningSuite.class, absent -> start(), RunningSuite.class));
        }
    }

    /** What a client that is connected has missed, it notices within this. */
    static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AtomicInteger NAMES = new AtomicInteger();

    private final Suite suite;
    private final PhoneScreens phones;
    private final TokenIssuer issuer;
    private final Connections connections = Connections.withThreads(1);

    private RunningSuite(Suite suite, PhoneScreens phones, TokenIssuer issuer) {
        this.suite = suite;
        this.phones = phones;
        this.issuer = issuer;
    }

    // Short times where a test would wait for them; everything else as in `./hongyan up`.
    private static final Map<String, String> SHORT_TIMES = Map.of(
            "hongyan.push.decision.confirm-within", "2s",
            "hongyan.connector.heartbeat.interval-min", HEARTBEAT.toSeconds() + "s",
            "hongyan.presence.slot.lease", "4s");

    private static RunningSuite start() {
        return start(layout -> new Suite(layout, SHORT_TIMES));
    }

    /** Another one, in which servers and services talk to each other with TLS only. To be closed by whoever asked for it. */
    static RunningSuite secured() {
        return start(layout -> new Suite(layout, Deployment.secured(layout, SHORT_TIMES)));
    }

    private static RunningSuite start(Function<Layout, Suite> making) {
        try {
            Path state = Files.createTempDirectory("hongyan-e2e-");
            Path project = Path.of("..").toAbsolutePath().normalize();
            Layout layout = new Layout(project, state, SuitePorts.free());
            var phones = new PhoneScreens(layout.apns(), layout.ports().apns(), layout.notifications(), line -> {});
            Suite suite = making.apply(layout);
            startOrClose(suite);
            return new RunningSuite(suite, phones, TokenIssuer.at(layout.jwks(), InstantSource.system()));
        } catch (IOException e) {
            throw new UncheckedIOException("There is no temporary folder.", e);
        }
    }

    private static void startOrClose(Suite suite) {
        try {
            suite.start(
                    InstantSource.system(),
                    (what, after) -> System.out.printf("%s ready after %d ms%n", what, after.toMillis()));
        } catch (RuntimeException e) {
            suite.close(); // else what has started would outlive the tests
            throw e;
        }
    }

    Suite suite() {
        return suite;
    }

    TokenIssuer issuer() {
        return issuer;
    }

    Connections connections() {
        return connections;
    }

    SuitePorts ports() {
        return suite.layout().ports();
    }

    ServerAddress address(Transport transport) {
        int port = switch (transport) {
            case TCP -> ports().tcp();
            case TLS -> ports().tls();
            case WEBSOCKET, WEBSOCKET_JSON -> ports().webSocket();
            case WEBSOCKET_TLS, WEBSOCKET_JSON_TLS -> ports().webSocketTls();
        };
        return new ServerAddress(transport, "localhost", port);
    }

    /** A name that no other test uses. */
    static String name(String base) {
        return base + "-" + NAMES.incrementAndGet();
    }

    /** What phones with this token were sent so far. */
    List<JsonNode> notifications(String token) {
        Path file = suite.layout().notifications();
        if (!Files.exists(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(RunningSuite::parse)
                    .filter(line -> line.path("token").asText().equals(token))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        connections.close();
        suite.close();
        phones.close();
        suite.layout().remove();
    }
}
