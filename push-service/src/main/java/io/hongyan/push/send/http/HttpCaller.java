package io.hongyan.push.send.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Posts to a provider, over connections of its own, one for each request that is under way and kept for the next. By
 * HTTP/1.1: over HTTP/2 Java's client fails whatever is more than the server takes at once on a connection. Whatever comes
 * back, it takes no longer than the timeout and no more of it is kept than {@value #ANSWER_BYTES_MAX} bytes. Redirects are
 * not followed: what is sent is meant for one server.
 */
public final class HttpCaller implements AutoCloseable {

    /** How much is read of an answer. */
    public static final int ANSWER_BYTES_MAX = 16 * 1024;

    /**
     * What the other side said.
     *
     * @param status the HTTP status
     * @param body the beginning of the body
     * @param retryAfter the header of that name; null if there is none
     */
    public record Answer(int status, byte[] body, @Nullable String retryAfter) {

        /** The body as text, with a sign for what is none. */
        public String text() {
            return new String(body, UTF_8);
        }
    }

    private final HttpClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Duration timeout;

    /**
     * A caller without connections yet.
     *
     * @param trusted a PEM file with the one certificate to trust; null for the public authorities
     * @throws IOException if the file cannot be read
     */
    public HttpCaller(@Nullable Path trusted, Duration timeout) throws IOException, GeneralSecurityException {
        var builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .executor(threads);
        if (trusted != null) {
            builder.sslContext(Trust.only(trusted));
        }
        this.client = builder.build();
        this.timeout = timeout;
    }

    /** Where calls that block may be made: each in a thread of its own, which costs next to nothing. */
    public ExecutorService threads() {
        return threads;
    }

    /** Posts a body. Fails if there is no answer, or not in time. */
    public CompletionStage<Answer> post(URI uri, Map<String, String> headers, byte[] body) {
        var request = HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(request.build(), ignored -> new FirstBytes(ANSWER_BYTES_MAX));
        // Not the request's own timeout: that one ends with the headers, and a body may drip for ever.
        return sent.copy()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((answer, failure) -> sent.cancel(true)) // of no effect unless it is still under way
                .thenApply(answer -> new Answer(
                        answer.statusCode(),
                        answer.body(),
                        answer.headers().firstValue("Retry-After").orElse(null)));
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }
}
