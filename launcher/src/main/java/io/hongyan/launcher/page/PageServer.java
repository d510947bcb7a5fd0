package io.hongyan.launcher.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.hongyan.launcher.LauncherException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Serves the web chat on the loopback address, and hands tokens for anybody to it: for development only. Pages of other
 * origins get nothing, whatever name they reach this machine by.
 *
 * <pre>
 *   GET  /             the page and its files
 *   GET  /dev/session  where sockets are, and whom one may be
 *   POST /dev/token    {"userId": "alice"} → {"token": "eyJ…"}
 * </pre>
 */
public final class PageServer implements AutoCloseable {

    private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String JSON_TYPE = "application/json";
    private static final int REQUEST_BYTES_MAX = 1_024;
    private static final int THREADS = 4;

    /** The page loads its own files only, runs nothing inline, and talks to this machine. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; "
            + "img-src 'self' data: http://localhost:* http://127.0.0.1:*; "
            + "connect-src 'self' ws://localhost:* ws://127.0.0.1:* http://localhost:* http://127.0.0.1:*; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'none'";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().daemon().name("page-", 0).factory());
    private final int webSocketPort;
    private final List<String> users;
    private final Function<String, String> tokens;

    private PageServer(HttpServer server, int webSocketPort, List<String> users, Function<String, String> tokens) {
        this.server = server;
        this.webSocketPort = webSocketPort;
        this.users = users;
        this.tokens = tokens;
    }

    /**
     * Starts to serve.
     *
     * @param port where; 0: anywhere
     * @param webSocketPort where connectors take WebSockets
     * @param users whom the page proposes to be
     * @param tokens a token for a user; throws {@link LauncherException} if nobody can be called so
     */
    public static PageServer start(int port, int webSocketPort, List<String> users, Function<String, String> tokens) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var page = new PageServer(server, webSocketPort, users, tokens);
            server.createContext("/", page::answer);
            server.setExecutor(page.threads);
            server.start();
            return page;
        } catch (IOException e) {
            throw new LauncherException(
                    "The web chat cannot be served on port %d: %s".formatted(port, e.getMessage()), e);
        }
    }

    /** Where it serves. */
    public int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isOurs(exchange.getRequestHeaders())) {
                reply(exchange, 403, "text/plain", "Only for pages of this machine.".getBytes(UTF_8));
                return;
            }
            String path = exchange.getRequestURI().getPath();
            switch (exchange.getRequestMethod() + " " + path) {
                case "GET /dev/session" ->
                    replyJson(
                            exchange,
                            200,
                            Map.of(
                                    "socketUrl",
                                    "ws://localhost:%d/v1/socket".formatted(webSocketPort),
                                    "users",
                                    users));
                case "POST /dev/token" -> token(exchange);
                default -> file(exchange, path);
            }
        }
    }

    /** A name that somebody else pointed at this machine is not ours, nor is a request that another page made. */
    private static boolean isOurs(Headers headers) {
        String host = Optional.ofNullable(headers.getFirst("Host")).orElse("");
        String origin = headers.getFirst("Origin");
        return HOSTS.contains(host.replaceFirst(":\\d+$", "")) && (origin == null || origin.equals("http://" + host));
    }

    private void token(HttpExchange exchange) throws IOException {
        String type = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Content-Type"))
                .orElse("");
        if (!type.equals(JSON_TYPE)) { // a form of another page cannot say this
            replyJson(exchange, 415, Map.of("message", "Content-Type must be " + JSON_TYPE + "."));
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(REQUEST_BYTES_MAX);
        try {
            String user = JSON.readTree(body).path("userId").asText();
            replyJson(exchange, 200, Map.of("token", tokens.apply(user)));
        } catch (JsonProcessingException | LauncherException e) {
            replyJson(exchange, 400, Map.of("message", String.valueOf(e.getMessage())));
        }
    }

    private static void file(HttpExchange exchange, String path) throws IOException {
        Optional<PageFile> found = exchange.getRequestMethod().equals("GET") ? PageFile.at(path) : Optional.empty();
        if (found.isEmpty()) {
            reply(exchange, 404, "text/plain", "There is no such page.".getBytes(UTF_8));
            return;
        }
        PageFile file = found.get();
        exchange.getResponseHeaders().set("ETag", file.tag());
        if (file.tag().equals(exchange.getRequestHeaders().getFirst("If-None-Match"))) {
            reply(exchange, 304, file.type(), new byte[0]);
        } else {
            reply(exchange, 200, file.type(), file.bytes());
        }
    }

    private static void replyJson(HttpExchange exchange, int status, Map<String, ?> value) throws IOException {
        reply(exchange, status, JSON_TYPE, JSON.writeValueAsBytes(value));
    }

    private static void reply(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Cache-Control", type.equals(JSON_TYPE) ? "no-store" : "no-cache");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }
}
