package io.hongyan.push.send.webpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Throwables;
import com.interaso.webpush.VapidKeys;
import io.hongyan.push.device.WebPushKeys;
import io.hongyan.push.send.AppsConfig;
import io.hongyan.push.send.Reply;
import io.hongyan.push.testing.Alerts;
import io.hongyan.push.testing.Browser;
import io.hongyan.push.testing.LocalServer;
import io.hongyan.push.testing.LocalServer.Said;
import io.hongyan.push.testing.VapidFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a push service of our own: what it gets is decrypted, what it answers is understood. */
class WebPushProviderTest {

    private static final String KEYS = "hongyan.push.apps.\"io.hongyan.app\".web-push";
    private static final VapidKeys VAPID = VapidKeys.generate();

    @TempDir
    Path directory;

    private final Browser browser = Browser.subscribed();
    private LocalServer service;
    private WebPushProvider provider;

    @BeforeEach
    void start() throws Exception {
        service = LocalServer.start(directory, request -> Said.of(201));
        provider = WebPushProvider.open(KEYS, config(Map.of()), InstantSource.system());
    }

    @AfterEach
    void stop() {
        provider.close();
        service.close();
    }

    @Test
    void anAlertIsEncryptedForTheBrowserAndSignedForTheService() throws Exception {
        assertThat(send("hello")).isEqualTo(new Reply.Accepted());

        var request = service.received().getFirst();
        assertThat(new ObjectMapper().readTree(browser.decrypt(request.body())))
                .isEqualTo(new ObjectMapper().readTree("""
                        {"id": "%s", "title": "Friends", "subtitle": "alice", "body": "hello", "badge": 5,
                         "conversation_id": "g:x", "seq": 7, "kind": "message"}
                        """.formatted(Alerts.ID)));
        assertThat(request.path()).isEqualTo("/push/abc");
        assertThat(request.headers())
                .containsEntry("content-encoding", "aes128gcm")
                .containsEntry("urgency", "high")
                .containsEntry("topic", WebPushPayload.topic(Alerts.CONVERSATION));
        assertThat(request.headers().get("topic")).matches("[A-Za-z0-9_-]{1,32}");
        assertThat(Integer.parseInt(request.headers().get("ttl"))).isBetween(3500, 3600);
        String claims = Browser.claims(request.headers().getOrDefault("authorization", ""), VapidFile.publicKey(VAPID));
        var said = new ObjectMapper().readTree(claims);
        assertThat(said.get("aud").asText()).isEqualTo("https://localhost:" + service.port());
        assertThat(said.get("sub").asText()).isEqualTo("mailto:push@example.com");
        assertThat(Instant.ofEpochSecond(said.get("exp").asLong()))
                .isBetween(Instant.now().plusSeconds(3600), Instant.now().plusSeconds(24 * 3600));
    }

    @Test
    void aServiceIsShownTheSameTokenAgainAndEachAlertHasAKeyOfItsOwn() {
        send("hello");
        send("hello");

        assertThat(service.received())
                .extracting(request -> request.headers().getOrDefault("authorization", ""))
                .hasSize(2)
                .containsOnly(service.received().getFirst().headers().getOrDefault("authorization", ""));
        assertThat(service.received().get(0).body())
                .isNotEqualTo(service.received().get(1).body());
    }

    @Test
    void theLongestTextFillsWhatServicesTakeAndNoMore() {
        send("鸿".repeat(3000));
        send("👨‍👩‍👧‍👦\"".repeat(500));

        assertThat(service.received()).allSatisfy(request -> {
            assertThat(request.body().length).isBetween(4096 - 40, 4096);
            assertThat(browser.decrypt(request.body())).contains("…");
        });
    }

    @Test
    void whatTheServiceAnswersHasOneMeaning() {
        assertThat(answered(Said.of(200))).isEqualTo(new Reply.Accepted());
        assertThat(answered(Said.of(202))).isEqualTo(new Reply.Accepted());
        assertThat(answered(Said.of(404))).isEqualTo(new Reply.TokenInvalid(null));
        assertThat(answered(Said.of(410))).isEqualTo(new Reply.TokenInvalid(null));
        assertThat(answered(Said.of(400))).isEqualTo(new Reply.Refused("Status400"));
        assertThat(answered(Said.of(401))).isEqualTo(new Reply.Refused("Status401"));
        assertThat(answered(Said.of(403))).isEqualTo(new Reply.Refused("Status403"));
        assertThat(answered(Said.of(413))).isEqualTo(new Reply.Refused("Status413"));
        assertThat(answered(new Said.Answer(301, Map.of("Location", "https://example.com/"), "")))
                .isEqualTo(new Reply.Refused("Status301"));
        assertThat(answered(Said.of(503))).isEqualTo(new Reply.Unavailable("Status503"));
        assertThat(answered(new Said.Answer(429, Map.of("Retry-After", "7"), "")))
                .isEqualTo(new Reply.Unavailable("Status429", Duration.ofSeconds(7)));
    }

    @Test
    void nothingOfHowAServiceAnswersTakesLongerThanAllowed() {
        provider.close();
        provider = WebPushProvider.open(KEYS, config(Map.of("web-push.timeout", "2s")), InstantSource.system());

        assertThat(answered(new Said.Huge(201))).isEqualTo(new Reply.Accepted());
        assertThat(answered(Said.of(201, "<html>garbage"))).isEqualTo(new Reply.Accepted());
        assertThat(answered(new Said.Never())).isEqualTo(new Reply.Unavailable("Timeout"));
        assertThat(answered(new Said.Drip(201))).isEqualTo(new Reply.Unavailable("Timeout"));
        assertThat(answered(new Said.Drop())).isInstanceOf(Reply.Unavailable.class);
        assertThat(answered(Said.of(201))).isEqualTo(new Reply.Accepted()); // and it goes on
    }

    @Test
    void keysThatAreNoneAreTheBrowsersFault() {
        byte[] offTheCurve = new byte[65];
        Arrays.fill(offTheCurve, (byte) 1);
        offTheCurve[0] = 4;

        Reply reply = provider.send(Alerts.toBrowser(
                        service.uri("/push/abc").toString(), new WebPushKeys(offTheCurve, new byte[16]), "hello"))
                .toCompletableFuture()
                .join();

        assertThat(reply).isEqualTo(new Reply.Refused("KeysNotUsable"));
        assertThat(service.received()).isEmpty();
    }

    @Test
    void nothingIsPostedToAServiceThatIsNotAllowed() {
        Reply reply = provider.send(
                        Alerts.toBrowser("https://127.0.0.1:" + service.port() + "/push/abc", browser.keys(), "hello"))
                .toCompletableFuture()
                .join();

        assertThat(reply).isEqualTo(new Reply.Refused("ServiceNotAllowed"));
        assertThat(service.received()).isEmpty();
    }

    @Test
    void aConfigurationThatDoesNotFitIsNamedAndNoKeyIsQuoted() throws Exception {
        String secret = VapidFile.privateKey(VAPID);
        Path file =
                Files.writeString(directory.resolve("odd.keys"), VapidFile.publicKey(VAPID) + "\n" + secret + "x\n");

        assertThatThrownBy(() -> open(Map.of("web-push.vapid-keys", file.toString())))
                .hasMessageStartingWith("Cannot set up Web Push from " + KEYS + ".vapid-keys")
                .satisfies(failure ->
                        assertThat(Throwables.getStackTraceAsString(failure)).doesNotContain(secret));
        assertThatThrownBy(() -> open(Map.of("web-push.vapid-keys", "none.keys")))
                .hasMessageContaining("none.keys");
        assertThatThrownBy(() -> open(Map.of("web-push.subject", "push@example.com")))
                .hasMessageContaining("mailto:");
    }

    private Reply answered(Said said) {
        service.answer(said);
        return send("hello");
    }

    private Reply send(String body) {
        return provider.send(Alerts.toBrowser(service.uri("/push/abc").toString(), browser.keys(), body))
                .toCompletableFuture()
                .join();
    }

    private void open(Map<String, String> keys) {
        WebPushProvider.open(KEYS, config(keys), InstantSource.system()).close();
    }

    private AppsConfig.WebPush config(Map<String, String> others) {
        try {
            Path file = VapidFile.write(directory.resolve("vapid.keys"), VAPID);
            var keys = new HashMap<>(Map.of(
                    "web-push.vapid-keys",
                    file.toString(),
                    "web-push.subject",
                    "mailto:push@example.com",
                    "web-push.services",
                    "localhost:" + service.port(),
                    "web-push.trusted-certificate",
                    service.certificate().toString()));
            keys.putAll(others);
            return Alerts.app(keys).webPush().orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
