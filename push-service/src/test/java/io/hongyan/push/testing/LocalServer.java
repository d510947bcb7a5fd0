package io.hongyan.push.testing;

import io.hongyan.embedded.SelfSignedCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A provider's end of the line: an HTTPS server on a real socket that answers as a test wants it. */
public final class LocalServer implements AutoCloseable {

    /** How many requests it takes at once on one connection of HTTP/2: few, so that clients must know what to do then. */
    public static final int STREAMS_MAX = 15;

    private static final int HUGE_BYTES = 10 * 1024 * 1024;

    /**
     * A request as it came.
     *
     * @param at when
     * @param headers by their names in lower case
     */
    public record Received(Instant at, String path, Map<String, String> headers, byte[] body) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** How it answers. */
    public sealed interface Said {

        /** Properly. */
        record Answer(int status, Map<String, String> headers, String body) implements Said {}

        /** With a body of 10 MB. */
        record Huge(int status) implements Said {}

        /** With a body that comes a byte at a time, for ever. */
        record Drip(int status) implements Said {}

        /** Not at all. */
        record Never() implements Said {}

        /** By closing the connection in the middle of the request. */
        record Drop() implements Said {}

        static Said of(int status) {
            return new Answer(status, Map.of(), "");
        }

        static Said of(int status, String body) {
            return new Answer(status, Map.of(), body);
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final Path certificate;
    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private volatile Function<Received, Said> answers;

    private LocalServer(Path directory, Function<Received, Said> answers) {
        this.answers = answers;
        this.certificate = directory.resolve("server.pem");
        Path key = directory.resolve("server-key.pem");
        try {
            SelfSignedCertificate.write(certificate, key, Instant.now());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var options = new HttpServerOptions()
                .setHost("localhost")
                .setPort(0)
                .setSsl(true)
                .setUseAlpn(true)
                .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(STREAMS_MAX))
                .setKeyCertOptions(new PemKeyCertOptions()
                        .setCertPath(certificate.toString())
                        .setKeyPath(key.toString()));
        this.server = vertx.createHttpServer(options)
                .requestHandler(this::onRequest)
                .listen()
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    /** Starts one; its certificate is written to the directory. */
    public static LocalServer start(Path directory, Function<Received, Said> answers) {
        return new LocalServer(directory, answers);
    }

    /** Answers differently from now on. */
    public void answer(Function<Received, Said> differently) {
        answers = differently;
    }

    /** Answers everything the same way from now on. */
    public void answer(Said said) {
        answers = ignored -> said;
    }

    public int port() {
        return server.actualPort();
    }

    public URI uri(String path) {
        return URI.create("https://localhost:" + port() + path);
    }

    /** What clients must trust. */
    public Path certificate() {
        return certificate;
    }

    /** All requests so far, in order. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void onRequest(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            var read = new Received(
                    Instant.now(),
                    request.path(),
                    request.headers().entries().stream()
                            .collect(Collectors.toMap(
                                    entry -> entry.getKey().toLowerCase(Locale.ROOT),
                                    Map.Entry::getValue,
                                    (one, other) -> one + "," + other)),
                    body.getBytes());
            received.add(read);
            answer(request, answers.apply(read));
        });
    }

    private void answer(HttpServerRequest request, Said said) {
        HttpServerResponse response = request.response();
        switch (said) {
            case Said.Answer(int status, var headers, String body) -> {
                headers.forEach(response::putHeader);
                response.setStatusCode(status).end(body);
            }
            case Said.Huge(int status) -> response.setStatusCode(status).end(Buffer.buffer(new byte[HUGE_BYTES]));
            case Said.Drip(int status) -> {
                response.setStatusCode(status).setChunked(request.version() == HttpVersion.HTTP_1_1);
                long timer = vertx.setPeriodic(20, ignored -> response.write("."));
                response.exceptionHandler(ignored -> {});
                response.closeHandler(ignored -> vertx.cancelTimer(timer));
            }
            case Said.Never() -> {
                // that is the point
            }
            case Said.Drop() -> request.connection().close();
        }
    }
}
