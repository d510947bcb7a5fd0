package io.hongyan.launcher.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.launcher.LauncherException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageServerTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final PageServer page = PageServer.start(0, 7402, List.of("alice"), user -> {
        if (user.isEmpty()) {
            throw new LauncherException("Nobody is called so.");
        }
        return "token of " + user;
    });

    @AfterEach
    void close() {
        page.close();
    }

    @AfterAll
    static void closeClient() {
        HTTP.close();
    }

    @Test
    void thePageMayRunItsOwnScriptsOnly() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(at("/")));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("<script type=\"module\"").doesNotContain("<script>");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void whatABrowserHasIsNotSentAgain() throws Exception {
        String tag = send(HttpRequest.newBuilder(at("/chat.js")))
                .headers()
                .firstValue("ETag")
                .orElse("");

        HttpResponse<String> again = send(HttpRequest.newBuilder(at("/chat.js")).header("If-None-Match", tag));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void aTokenIsForWhomeverThePageAsks() throws Exception {
        HttpResponse<String> answer = send(token("{\"userId\": \"alice\"}", "application/json"));

        assertThat(answer.body()).isEqualTo("{\"token\":\"token of alice\"}");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void nobodyWhoCannotBeAUserGetsOne() throws Exception {
        assertThat(send(token("{}", "application/json")).statusCode()).isEqualTo(400);
        assertThat(send(token("{", "application/json")).statusCode()).isEqualTo(400);
    }

    @Test
    void aFormOfAnotherPageGetsNoToken() throws Exception {
        HttpResponse<String> form = send(token("{\"userId\": \"alice\"}", "text/plain"));
        HttpResponse<String> foreign =
                send(token("{\"userId\": \"alice\"}", "application/json").header("Origin", "http://evil.example"));

        assertThat(form.statusCode()).isEqualTo(415);
        assertThat(foreign.statusCode()).isEqualTo(403);
    }

    @Test
    void anotherNameForThisMachineGetsNothing() throws Exception {
        assertThat(raw("GET /dev/session HTTP/1.1\r\nHost: evil.example:%d\r\nConnection: close\r\n\r\n"
                        .formatted(page.port())))
                .startsWith("HTTP/1.1 403");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing.js",
                "/../pom.xml",
                "/..%2fpom.xml",
                "//index.html",
                "/hongyan-web/index.html",
                "/chat.js/"
            })
    void noPathLeadsOutOfThePage(String path) throws Exception {
        assertThat(raw("GET %s HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n\r\n"
                        .formatted(path, page.port())))
                .startsWith("HTTP/1.1 404");
    }

    private URI at(String path) {
        return URI.create("http://localhost:%d%s".formatted(page.port(), path));
    }

    private HttpRequest.Builder token(String body, String type) {
        return HttpRequest.newBuilder(at("/dev/token"))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    /** What no HTTP client would send. */
    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), page.port())) {
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
