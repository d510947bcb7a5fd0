package io.hongyan.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hongyan.launcher.issuer.TokenIssuer;
import io.hongyan.launcher.page.PageServer;
import io.hongyan.launcher.phone.PhoneScreens;
import io.hongyan.launcher.process.Layout;
import io.hongyan.launcher.process.Replica;
import io.hongyan.launcher.process.Suite;
import io.hongyan.launcher.process.SuitePorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A suite on free ports with its web chat, and a door by which tests that are no Java break it:
 * {@code POST /restart/<service>} kills a service as a crash would, and answers when it is ready again.
 */
final class WebSuite implements AutoCloseable {

    private static final String RESTART = "/restart/";

    private final Suite suite;
    private final PhoneScreens phones;
    private final PageServer page;
    private final HttpServer door;

    private WebSuite(Suite suite, PhoneScreens phones, PageServer page) throws IOException {
        this.suite = suite;
        this.phones = phones;
        this.page = page;
        this.door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.createContext(RESTART, this::restart);
        door.start();
    }

    /** Starts everything and returns when all is ready. */
    static WebSuite start() {
        try {
            Path state = Files.createTempDirectory("hongyan-web-");
            Path project = Path.of("..").toAbsolutePath().normalize();
            Layout layout = new Layout(project, state, SuitePorts.free());
            var phones = new PhoneScreens(layout.apns(), layout.ports().apns(), layout.notifications(), line -> {});
            // Short where a test would wait for it, and fast where a back end writes a long history; else as in
            // `./hongyan up`.
            var suite = new Suite(
                    layout,
                    Map.of(
                            "hongyan.presence.slot.lease",
                            "4s",
                            "hongyan.message.api.credentials.\"demo\".requests-per-second",
                            "100000"));
            suite.start(
                    InstantSource.system(),
                    (what, after) -> System.out.printf("%s ready after %d ms%n", what, after.toMillis()));
            var issuer = TokenIssuer.at(layout.jwks(), InstantSource.system());
            var page = PageServer.start(
                    layout.ports().page(), layout.ports().webSocket(), List.of("alice", "bob", "carol"), issuer::token);
            return new WebSuite(suite, phones, page);
        } catch (IOException e) {
            throw new UncheckedIOException("There is no temporary folder, or no port.", e);
        }
    }

    /** What tests find it by. */
    Map<String, String> environment() {
        return Map.of(
                "HONGYAN_SOCKET",
                        "ws://localhost:%d/v1/socket"
                                .formatted(suite.layout().ports().webSocket()),
                "HONGYAN_SEND",
                        "http://localhost:%d".formatted(suite.layout().ports().message()),
                "HONGYAN_CHAT", "http://localhost:%d".formatted(page.port()),
                "HONGYAN_DOOR",
                        "http://localhost:%d".formatted(door.getAddress().getPort()));
    }

    private void restart(HttpExchange exchange) throws IOException {
        try (exchange) {
            String name = exchange.getRequestURI().getPath().substring(RESTART.length());
            Optional<Replica> wanted = suite.replicas().stream()
                    .filter(replica -> replica.name().equals(name))
                    .findAny();
            wanted.ifPresent(suite::killAndRestart);
            byte[] answer = (wanted.isPresent() ? "ready" : "there is no " + name).getBytes(UTF_8);
            exchange.sendResponseHeaders(wanted.isPresent() ? 200 : 404, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() throws IOException {
        door.stop(0);
        page.close();
        suite.close();
        phones.close();
        suite.layout().remove();
    }

    /** For writing tests: a suite that stays, and what to set before {@code npm run test:suite}. */
    static void main() throws IOException, InterruptedException {
        var suite = start();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                suite.close();
                            } catch (IOException e) {
                                throw new UncheckedIOException(e);
                            }
                        },
                        "stop"));
        suite.environment().forEach((name, value) -> System.out.printf("export %s=%s%n", name, value));
        Thread.currentThread().join();
    }
}
