package io.hongyan.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Speaks HTTP to the service under test. */
public final class TestHttp {

    // Over HTTP/2, Quarkus refuses long bodies with a header that Java objects to.
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private TestHttp() {}

    /** Fetches a page. */
    public static HttpResponse<String> get(URI uri) {
        return send(HttpRequest.newBuilder(uri).build());
    }

    /** Fetches a page, with a header. */
    public static HttpResponse<String> get(URI uri, String header, String value) {
        return send(HttpRequest.newBuilder(uri).header(header, value).build());
    }

    /** Posts JSON, with headers as names and values in turn. */
    public static HttpResponse<String> postJson(URI uri, String body, String... headers) {
        var request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** Sends a request with a body, by any method; headers as names and values in turn. */
    public static HttpResponse<String> send(String method, URI uri, String body, String... headers) {
        return send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .headers(headers)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** Announces JSON of this length, and sends it only if the server wants it: who refuses it closes the connection. */
    public static HttpResponse<String> announceJson(URI uri, String body) {
        return send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .expectContinue(true)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
