package io.hongyan.push.send.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.push.send.Reply;
import io.hongyan.push.testing.Alerts;
import io.hongyan.push.testing.LocalServer;
import io.hongyan.push.testing.LocalServer.Received;
import io.hongyan.push.testing.LocalServer.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HookProviderTest {

    private static final String KEYS = "hongyan.push.apps.\"io.hongyan.app\".hook";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final String NEXT_SECRET = "fedcba9876543210fedcba9876543210";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path directory;

    private LocalServer server;
    private HookProvider provider;

    @BeforeEach
    void start() {
        server = LocalServer.start(directory, request -> Said.of(204));
        provider = open(SECRET + "\n", Map.of());
    }

    @AfterEach
    void stop() {
        provider.close();
        server.close();
    }

    @Test
    void anAlertIsTheWholeOfWhatAVendorNeeds() throws Exception {
        assertThat(send("hello")).isEqualTo(new Reply.Accepted());

        Received request = server.received().getFirst();
        ObjectNode body = (ObjectNode) new ObjectMapper().readTree(request.text());
        assertThat(body.remove("useful_until_ms").asLong()).isGreaterThan(System.currentTimeMillis());
        assertThat(body).isEqualTo(new ObjectMapper().readTree("""
                {"id": "%s", "app_id": "io.hongyan.app", "user_id": "bob", "device_id": "phone", "token": "vendor-token",
                 "title": "Friends", "subtitle": "alice", "body": "hello", "badge": 5, "conversation_id": "g:x", "kind": "message",
                 "seq": 7}
                """.formatted(Alerts.ID)));
        assertThat(request.path()).isEqualTo("/alerts");
        assertThat(request.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("hongyan-alert-id", Alerts.ID);
    }

    /** As the README tells receivers to do it. */
    @Test
    void whoeverKnowsTheSecretCanTellThatItIsOursAndWhen() throws Exception {
        send("hello");

        Received request = server.received().getFirst();
        String timestamp = request.headers().get("hongyan-timestamp");
        assertThat(timestamp).isEqualTo(Long.toString(NOON.getEpochSecond()));
        assertThat(request.headers().get("hongyan-signature"))
                .isEqualTo("v1=" + hmac(SECRET, timestamp + "." + request.text()))
                .isNotEqualTo("v1=" + hmac(SECRET, (NOON.getEpochSecond() + 1) + "." + request.text()));
    }

    @Test
    void whileASecretIsReplacedBothSign() throws Exception {
        provider.close();
        provider = open(NEXT_SECRET + "\n" + SECRET + "\n", Map.of());

        send("hello");

        Received request = server.received().getFirst();
        String signed = request.headers().get("hongyan-timestamp") + "." + request.text();
        assertThat(request.headers().get("hongyan-signature"))
                .isEqualTo("v1=" + hmac(NEXT_SECRET, signed) + ",v1=" + hmac(SECRET, signed));
    }

    /** A signature that others have made: {@code printf '1767268800.{}' | openssl dgst -sha256 -hmac SECRET}. */
    @Test
    void theSignatureIsWhatOtherToolsMakeOfIt() throws Exception {
        Path file = Files.writeString(directory.resolve("secret"), SECRET);

        assertThat(HookSignature.read(file).of(NOON, "{}".getBytes(UTF_8)))
                .isEqualTo("v1=7622ef128ab39709d08d5e0cf1938a2e807c34e150c14d410345e370be1a0f34");
    }

    @Test
    void whatTheServerAnswersHasOneMeaning() {
        assertThat(answered(Said.of(200, "garbage"))).isEqualTo(new Reply.Accepted());
        assertThat(answered(Said.of(202))).isEqualTo(new Reply.Accepted());
        assertThat(answered(Said.of(410))).isEqualTo(new Reply.TokenInvalid(null));
        assertThat(answered(Said.of(400))).isEqualTo(new Reply.Refused("Status400"));
        assertThat(answered(Said.of(401))).isEqualTo(new Reply.Refused("Status401"));
        assertThat(answered(Said.of(404))).isEqualTo(new Reply.Refused("Status404"));
        assertThat(answered(new Said.Answer(302, Map.of("Location", "https://example.com/"), "")))
                .isEqualTo(new Reply.Refused("Status302"));
        assertThat(answered(Said.of(500))).isEqualTo(new Reply.Unavailable("Status500"));
        assertThat(answered(new Said.Answer(429, Map.of("Retry-After", "5"), "")))
                .isEqualTo(new Reply.Unavailable("Status429", Duration.ofSeconds(5)));
        assertThat(answered(new Said.Answer(503, Map.of("Retry-After", "Thu, 01 Jan 2026 12:00:30 GMT"), "")))
                .isEqualTo(new Reply.Unavailable("Status503", Duration.ofSeconds(30)));
    }

    @Test
    void nothingOfHowItAnswersTakesLongerThanAllowed() {
        provider.close();
        provider = open(SECRET, Map.of("hook.timeout", "2s"));

        assertThat(answered(new Said.Huge(200))).isEqualTo(new Reply.Accepted());
        assertThat(answered(new Said.Never())).isEqualTo(new Reply.Unavailable("Timeout"));
        assertThat(answered(new Said.Drip(200))).isEqualTo(new Reply.Unavailable("Timeout"));
        assertThat(answered(new Said.Drop())).isInstanceOf(Reply.Unavailable.class);
        assertThat(answered(Said.of(200))).isEqualTo(new Reply.Accepted());
    }

    @Test
    void whatSpeaksNoHttpAtAllAndWhatIsNotThereAreUnavailable() throws Exception {
        try (var noServer = new java.net.ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            provider.close();
            provider = open(SECRET, Map.of("hook.url", "http://localhost:" + noServer.getLocalPort() + "/alerts"));
            var reply = provider.send(Alerts.to(PushProvider.PUSH_PROVIDER_HOOK, "t"))
                    .toCompletableFuture();
            try (var connection = noServer.accept()) {
                connection.getOutputStream().write("garbage\r\n\r\ngarbage".getBytes(UTF_8));
                connection.getOutputStream().flush();
                assertThat(reply.join()).isInstanceOf(Reply.Unavailable.class);
            }
        }

        assertThat(send("hello")).isEqualTo(new Reply.Unavailable("ConnectException"));
    }

    @Test
    void theLongestTextFits() {
        for (String unit : new String[] {"a", "\"", "鸿", "👨‍👩‍👧‍👦"}) {
            assertThat(send(unit.repeat(6000 / unit.length()))).isEqualTo(new Reply.Accepted());
        }

        assertThat(server.received()).hasSize(4).allSatisfy(request -> {
            assertThat(request.body().length).isBetween(HookProvider.BODY_BYTES_MAX - 40, HookProvider.BODY_BYTES_MAX);
            assertThat(request.text()).contains("…");
        });
    }

    @Test
    void aConfigurationThatDoesNotFitIsNamedAndNoSecretIsQuoted() {
        assertThatThrownBy(() -> open("tooshort", Map.of()))
                .hasMessage("Cannot set up the hook from " + KEYS + ".secret and " + KEYS
                        + ".trusted-certificate: a secret must have at least 32 characters");
        assertThatThrownBy(() -> open("\n", Map.of())).hasMessageContaining("one secret, or two");
        assertThatThrownBy(() -> open(SECRET, Map.of("hook.url", "ftp://localhost/x")))
                .hasMessage(KEYS + ".url must be an https or http address.");
        assertThatThrownBy(() -> open(SECRET, Map.of("hook.secret", "none"))).hasMessageContaining("none");
    }

    private Reply answered(Said said) {
        server.answer(said);
        return send("hello");
    }

    private Reply send(String body) {
        return provider.send(Alerts.to(PushProvider.PUSH_PROVIDER_HOOK, "vendor-token", body))
                .toCompletableFuture()
                .join();
    }

    private HookProvider open(String secrets, Map<String, String> others) {
        try {
            Path file = Files.writeString(directory.resolve("hook.secret"), secrets);
            var keys = new HashMap<>(Map.of(
                    "hook.url", server.uri("/alerts").toString(),
                    "hook.secret", file.toString(),
                    "hook.trusted-certificate", server.certificate().toString()));
            keys.putAll(others);
            return HookProvider.open(KEYS, Alerts.app(keys).hook().orElseThrow(), () -> NOON);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String hmac(String secret, String signed) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(UTF_8)));
    }
}
