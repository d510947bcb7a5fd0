package io.hongyan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongyan.client.ChatClient;
import io.hongyan.client.ChatListener;
import io.hongyan.client.ChatOptions;
import io.hongyan.client.ConnectionState;
import io.hongyan.client.MemoryStore;
import io.hongyan.client.TokenSource;
import io.hongyan.client.connection.Transport;
import io.hongyan.launcher.issuer.TokenIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A phone is lost: its user is signed out everywhere. */
@ExtendWith(RunningSuite.Extension.class)
class RevocationIT {

    private static final Duration PROMISED = Duration.ofSeconds(5);

    private final RunningSuite suite;

    RevocationIT(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    void whoIsSignedOutIsGoneAtOnceAndComesBackWithANewToken() throws Exception {
        String zoe = RunningSuite.name("zoe");
        Instant minuteAgo = Instant.now().minusSeconds(60);
        TokenIssuer earlier =
                TokenIssuer.at(suite.suite().layout().jwks(), Clock.offset(Clock.systemUTC(), Duration.ofMinutes(-1)));
        TokenSource old = () -> CompletableFuture.completedFuture(earlier.token(zoe));
        TokenSource fresh =
                () -> CompletableFuture.completedFuture(suite.issuer().token(zoe));
        try (var phone = new Device(zoe, "phone", old);
                var laptop = new Device(zoe, "laptop", old);
                var tablet = new Device(zoe, "tablet", fresh)) {
            Person.join(CompletableFuture.allOf(phone.online(), laptop.online(), tablet.online()));

            assertThat(revoke(zoe, minuteAgo.plusSeconds(30))).isEqualTo(200);

            assertThat(phone.stopped.get(PROMISED.toMillis(), TimeUnit.MILLISECONDS))
                    .contains("taken back");
            assertThat(laptop.stopped.get(PROMISED.toMillis(), TimeUnit.MILLISECONDS))
                    .contains("taken back");
            assertThat(tablet.stopped).isNotDone();
        }
        try (var phone = new Device(zoe, "phone", old)) {
            assertThatThrownBy(() -> Person.join(phone.online())).hasMessageContaining("taken back");
        }
        try (var phone = new Device(zoe, "phone", fresh)) {
            Person.join(phone.online());
        }
    }

    private int revoke(String user, Instant issuedBefore) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            URI uri = URI.create("http://localhost:%d/v1/users/%s/revocations?issuedBeforeMs=%d"
                    .formatted(suite.ports().message(), user, issuedBefore.toEpochMilli()));
            return http.send(
                            HttpRequest.newBuilder(uri)
                                    .header("Authorization", "Bearer demo-secret")
                                    .POST(BodyPublishers.noBody())
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /** An app that says when and why it gave up. */
    private final class Device implements ChatListener, AutoCloseable {

        final CompletableFuture<String> stopped = new CompletableFuture<>();
        private final ChatClient client;

        Device(String user, String device, TokenSource tokens) {
            client = ChatClient.start(
                    suite.connections(),
                    ChatOptions.of(suite.address(Transport.TCP), user, device),
                    tokens,
                    new MemoryStore(),
                    this);
        }

        CompletableFuture<ChatClient> online() {
            return client.online().toCompletableFuture();
        }

        @Override
        public void onState(ConnectionState state, String why) {
            if (state == ConnectionState.STOPPED) {
                stopped.complete(why);
            }
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
