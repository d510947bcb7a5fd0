package io.hongyan.push.send.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.push.testing.LocalServer;
import io.hongyan.push.testing.LocalServer.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpCallerTest {

    private static final byte[] BODY = "{}".getBytes(UTF_8);

    @TempDir
    Path directory;

    private LocalServer server;
    private HttpCaller caller;

    @BeforeEach
    void start() throws Exception {
        server = LocalServer.start(directory, request -> Said.of(200, "fine"));
        caller = new HttpCaller(server.certificate(), Duration.ofSeconds(10));
    }

    @AfterEach
    void stop() {
        caller.close();
        server.close();
    }

    @Test
    void ofALongAnswerTheBeginningIsRead() {
        server.answer(new Said.Huge(503));

        HttpCaller.Answer answer = post().join();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body()).hasSize(HttpCaller.ANSWER_BYTES_MAX);
    }

    /** Servers of HTTP/2 say how many requests they take at once on a connection. More than that is our everyday. */
    @Test
    void moreAtOnceThanAConnectionTakesAreAnsweredAllTheSame() {
        for (int round = 0; round < 3; round++) { // the later ones find connections that are there already
            List<CompletableFuture<HttpCaller.Answer>> answers = IntStream.range(0, 5 * LocalServer.STREAMS_MAX)
                    .mapToObj(i -> post())
                    .toList();

            assertThat(answers)
                    .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
        }
    }

    @Test
    void onlyTheServerWithTheCertificateIsBelieved() throws Exception {
        Path elsewhere = Files.createDirectory(directory.resolve("other"));
        try (var other = LocalServer.start(elsewhere, request -> Said.of(200))) {
            assertThat(caller.post(other.uri("/"), Map.of(), BODY))
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableThat()
                    .withCauseInstanceOf(SSLHandshakeException.class);
            assertThat(other.received()).isEmpty();
        }
    }

    @Test
    void whatIsClosedAnswersNothingMore() {
        server.answer(new Said.Never());
        CompletableFuture<HttpCaller.Answer> underWay = post();

        caller.close();

        assertThat(underWay).failsWithin(Duration.ofSeconds(10)).withThrowableOfType(Exception.class);
        assertThat(HttpFailure.reply(new CompletionException(new IOException("secret address")))
                        .toString())
                .doesNotContain("secret");
    }

    private CompletableFuture<HttpCaller.Answer> post() {
        return caller.post(server.uri("/x"), Map.of("Content-Type", "application/json"), BODY)
                .toCompletableFuture();
    }
}
