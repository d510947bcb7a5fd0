package io.hongyan.connector.session.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.connector.login.jose.TestIssuer;
import io.hongyan.connector.session.SessionRegistry;
import io.hongyan.proto.client.v1.Welcome;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The edge as Quarkus puts it together, before a suite in memory. */
@QuarkusTest
@TestProfile(EdgeIT.WithoutSuite.class)
class EdgeIT {

    private static final TestIssuer ISSUER = new TestIssuer("it");

    @Inject
    SocketServer server;

    @Inject
    SessionRegistry registry;

    @TestHTTPResource("/q/health/ready")
    URI readiness;

    @TestHTTPResource("/q/metrics")
    URI metrics;

    /** Keys of our own, and nothing behind the sockets. */
    public static final class WithoutSuite implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("hongyan.connector.login.jwks", jwks().toUri().toString());
        }

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(SuiteInMemory.class);
        }

        private static Path jwks() {
            try {
                Path file = Files.createTempFile("edge-it", ".json");
                file.toFile().deleteOnExit();
                return ISSUER.writeJwks(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Only for the profile that asks for it. */
    @Alternative
    @Singleton
    static class SuiteInMemory {

        @Produces
        @Singleton
        @Alternative
        MemorySuite suite() {
            return new MemorySuite();
        }
    }

    @Test
    void aClientLogsInOverEpollAndTheConnectorIsReadyAndCounts() throws Exception {
        int port = Objects.requireNonNull(server.ports().get("tcp"));
        try (SocketClient client = SocketClient.tcp(port);
                var http = HttpClient.newHttpClient()) {
            client.send(Frames.hello(ISSUER.token("alice"), "phone"));

            Welcome welcome = Frames.requireWelcome(client.next());

            assertThat(registry.find(welcome.getSessionId())).isPresent();
            assertThat(server.edge().sockets())
                    .extracting(Object::toString)
                    .containsExactly("TCP on EpollSocketChannel");
            assertThat(get(http, readiness))
                    .containsPattern("\"name\": \"sockets\",\\s*\"status\": \"UP\"")
                    .containsPattern("\"name\": \"login keys\",\\s*\"status\": \"UP\"");
            assertThat(get(http, metrics))
                    .contains("hongyan_session_connections{transport=\"tcp\"} 1.0")
                    .contains("hongyan_login_attempts_total{outcome=\"welcome\"} 1.0");
        }
    }

    private static String get(HttpClient http, URI url) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
