package io.hongyan.push.send.apns;

import static com.eatthepath.pushy.apns.server.RejectionReason.EXPIRED_PROVIDER_TOKEN;
import static com.eatthepath.pushy.apns.server.RejectionReason.UNREGISTERED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.eatthepath.pushy.apns.server.RejectionReason;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hongyan.embedded.SelfSignedCertificate;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.push.send.Reply;
import io.hongyan.push.send.Wake;
import io.hongyan.push.testing.Alerts;
import io.hongyan.push.testing.Line;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against Pushy's mock server, over TLS and HTTP/2, and over lines that break. */
class ApnsProviderTest {

    private static final String KEYS = "hongyan.push.apps.\"io.hongyan.app\".apns";
    private static final String TOKEN = "ab".repeat(32);

    @TempDir
    Path directory;

    private Apple apple;
    private ApnsProvider provider;

    @BeforeEach
    void start() throws Exception {
        apple = Apple.start(directory);
        provider = open(Map.of());
    }

    @AfterEach
    void stop() throws Exception {
        provider.close();
        apple.close();
    }

    @Test
    void anAlertSaysForHowLongAndWhatItReplaces() throws Exception {
        assertThat(send()).isEqualTo(new Reply.Accepted());

        var notification = apple.received().getFirst();
        assertThat(notification.headers())
                .containsEntry(":path", "/3/device/" + TOKEN)
                .containsEntry("apns-topic", "io.hongyan.app")
                .containsEntry("apns-id", Alerts.ID)
                .containsEntry("apns-collapse-id", "g:x")
                .containsEntry("apns-push-type", "alert")
                .containsEntry("apns-priority", "10");
        assertThat(Long.parseLong(notification.headers().get("apns-expiration")))
                .isBetween(
                        Instant.now().plusSeconds(3500).getEpochSecond(),
                        Instant.now().plusSeconds(3601).getEpochSecond());
        assertThat(new ObjectMapper()
                        .readTree(notification.payload())
                        .at("/aps/alert/title")
                        .asText())
                .isEqualTo("Friends");
    }

    @Test
    void aCallGoesToItsOwnTopicAtOnceAndIsNotKept() throws Exception {
        assertThat(provider.wake(wake(Wake.Kind.VOIP, Instant.EPOCH))
                        .toCompletableFuture()
                        .join())
                .isEqualTo(new Reply.Accepted());

        var notification = apple.received().getFirst();
        assertThat(notification.headers())
                .containsEntry(":path", "/3/device/" + TOKEN)
                .containsEntry("apns-topic", "io.hongyan.app.voip")
                .containsEntry("apns-push-type", "voip")
                .containsEntry("apns-priority", "10")
                .containsEntry("apns-expiration", "0")
                .containsEntry("apns-id", Alerts.ID)
                .doesNotContainKey("apns-collapse-id");
        assertThat(new ObjectMapper().readTree(notification.payload()))
                .isEqualTo(new ObjectMapper()
                        .readTree("{\"aps\":{},\"id\":\"" + Alerts.ID + "\",\"data\":{\"from\":\"alice\"}}"));
    }

    @Test
    void whatIsDoneInTheBackgroundComesWhenItSuitsThePhoneAndShowsNothing() throws Exception {
        Instant until = Instant.parse("2030-01-01T00:00:00Z");

        provider.wake(wake(Wake.Kind.BACKGROUND, until)).toCompletableFuture().join();

        var notification = apple.received().getFirst();
        assertThat(notification.headers())
                .containsEntry("apns-topic", "io.hongyan.app")
                .containsEntry("apns-push-type", "background")
                .containsEntry("apns-priority", "5")
                .containsEntry("apns-expiration", Long.toString(until.getEpochSecond()));
        assertThat(new ObjectMapper().readTree(notification.payload()).get("aps"))
                .isEqualTo(new ObjectMapper().readTree("{\"content-available\":1}"));
    }

    private static Wake wake(Wake.Kind kind, Instant until) {
        return new Wake(
                kind,
                UUID.fromString(Alerts.ID),
                "io.hongyan.app",
                TOKEN,
                false,
                new TreeMap<>(Map.of("from", "alice")),
                until);
    }

    @Test
    void everyReasonOfAppleHasOneMeaning() {
        var meant = new EnumMap<RejectionReason, Class<? extends Reply>>(RejectionReason.class);
        for (RejectionReason reason : RejectionReason.values()) {
            meant.put(
                    reason,
                    switch (reason) {
                        case UNREGISTERED, BAD_DEVICE_TOKEN -> Reply.TokenInvalid.class;
                        case TOO_MANY_REQUESTS -> Reply.Busy.class; // for this device
                        // Our key or certificate, Apple itself, or the connection: worth another attempt.
                        case BAD_CERTIFICATE,
                                BAD_CERTIFICATE_ENVIRONMENT,
                                EXPIRED_PROVIDER_TOKEN,
                                FORBIDDEN,
                                INVALID_PROVIDER_TOKEN,
                                MISSING_PROVIDER_TOKEN,
                                TOO_MANY_PROVIDER_TOKEN_UPDATES,
                                INTERNAL_SERVER_ERROR,
                                SERVICE_UNAVAILABLE,
                                SHUTDOWN,
                                IDLE_TIMEOUT -> Reply.Unavailable.class;
                        default -> Reply.Refused.class;
                    });
        }

        meant.forEach((reason, meaning) -> {
            apple.reject(reason);
            assertThat(arrived()).as("%s", reason).isInstanceOf(meaning);
        });
        assertThat(arrived()).isEqualTo(new Reply.Accepted());
    }

    @Test
    void appleSaysSinceWhenATokenIsUnregistered() {
        apple.reject(UNREGISTERED);

        assertThat(send()).isEqualTo(new Reply.TokenInvalid(Apple.SINCE));
    }

    @Test
    void tokensOfDevelopmentBuildsGoToTheSandbox() throws Exception {
        Path other = Files.createDirectory(directory.resolve("sandbox"));
        try (Apple sandbox = Apple.start(other)) {
            Path both = directory.resolve("both.pem");
            Files.writeString(both, Files.readString(apple.certificate()) + Files.readString(sandbox.certificate()));
            provider.close();
            provider = open(Map.of(
                    "apns.sandbox-port",
                    Integer.toString(sandbox.port()),
                    "apns.trusted-certificate",
                    both.toString()));

            assertThat(provider.send(Alerts.toSandbox(TOKEN))
                            .toCompletableFuture()
                            .join())
                    .isEqualTo(new Reply.Accepted());
            assertThat(send()).isEqualTo(new Reply.Accepted());

            assertThat(sandbox.received()).hasSize(1);
            assertThat(apple.received()).hasSize(1);
        }
    }

    @Test
    void aSigningKeySignsWhatAppleCanCheck() throws Exception {
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(256);
        KeyPair pair = generator.generateKeyPair();
        Path p8 = Files.writeString(directory.resolve("AuthKey.p8"), pem(pair));
        provider.close();
        provider = open(
                Map.of("apns.signing-key", p8.toString(), "apns.team-id", "TEAM567890", "apns.key-id", "KEY4567890"));

        assertThat(send()).isEqualTo(new Reply.Accepted());

        String[] token = apple.received()
                .getFirst()
                .headers()
                .getOrDefault("authorization", "")
                .replace("bearer ", "")
                .split("\\.");
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initVerify(pair.getPublic());
        signature.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(token[2]))).isTrue();
        assertThat(new String(Base64.getUrlDecoder().decode(token[0]), StandardCharsets.UTF_8))
                .contains("KEY4567890");
        assertThat(new String(Base64.getUrlDecoder().decode(token[1]), StandardCharsets.UTF_8))
                .contains("TEAM567890");
    }

    @Test
    void aCertificateIsShownInsteadOfAToken() throws Exception {
        var client = SelfSignedCertificate.make(Instant.now());
        Path pem = Files.writeString(
                directory.resolve("client.pem"),
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(client.certificate().getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        Path p12 = p12(client, "secret");
        Path password = Files.writeString(directory.resolve("password"), "secret\n");
        apple.close();
        apple = Apple.trusting(directory, pem);
        provider.close();
        provider = open(Map.of("apns.certificate", p12.toString(), "apns.certificate-password", password.toString()));

        assertThat(send()).isEqualTo(new Reply.Accepted());

        assertThat(apple.received().getFirst().clientCertificate()).isEqualTo("CN=localhost");
        assertThat(apple.received().getFirst().headers()).doesNotContainKey("authorization");
    }

    @Test
    void afterATokenHasExpiredTheSameAlertGoesWithANewOne() {
        apple.reject(EXPIRED_PROVIDER_TOKEN);

        assertThat(send()).isEqualTo(new Reply.Unavailable("ExpiredProviderToken"));
        assertThat(arrived()).isEqualTo(new Reply.Accepted());
        assertThat(apple.received())
                .extracting(notification -> notification.headers().get("apns-id"))
                .containsExactly(Alerts.ID, Alerts.ID);
    }

    @Test
    void aConnectionThatIsLostInMidRequestIsAnAnswerAndTheNextAlertHasANewOne() throws Exception {
        try (Line line = Line.to(apple.port())) {
            provider.close();
            provider = open(Map.of("apns.port", Integer.toString(line.port())));
            assertThat(send()).isEqualTo(new Reply.Accepted());
            line.swallow();

            CompletableFuture<Reply> reply = provider.send(Alerts.to(PushProvider.PUSH_PROVIDER_APNS, TOKEN))
                    .toCompletableFuture();
            await().until(() -> apple.received().size() == 2 && line.hasSwallowed());
            line.cut();

            assertThat(reply.join()).isInstanceOf(Reply.Unavailable.class);
            await().untilAsserted(() -> assertThat(send()).isEqualTo(new Reply.Accepted()));
        }
    }

    @Test
    void anAnswerThatDoesNotComeIsWaitedForAsLongAsAllowed() throws Exception {
        try (Line line = Line.to(apple.port())) {
            provider.close();
            provider = open(Map.of("apns.port", Integer.toString(line.port()), "apns.timeout", "400ms"));
            assertThat(send()).isEqualTo(new Reply.Accepted());
            line.swallow();

            assertThat(send()).isEqualTo(new Reply.Unavailable("Timeout"));
        }
    }

    /** Told as "Timeout", it was tried again, and came twice when there was a connection at last. */
    @Test
    void whatWaitedForAConnectionTooLongIsNotWrittenAnyMore() throws Exception {
        try (Line line = Line.closed(apple.port())) {
            provider.close();
            provider = open(Map.of("apns.port", Integer.toString(line.port()), "apns.timeout", "400ms"));
            assertThat(provider.wake(wake(Wake.Kind.VOIP, Instant.EPOCH))
                            .toCompletableFuture()
                            .join())
                    .isEqualTo(new Reply.Unavailable("Timeout"));

            line.open();

            await().untilAsserted(() -> assertThat(send()).isEqualTo(new Reply.Accepted()));
            assertThat(apple.received())
                    .isNotEmpty()
                    .extracting(notification -> notification.headers().get("apns-push-type"))
                    .containsOnly("alert");
        }
    }

    @Test
    void aServerThatLeavesAndComesBackIsFoundAgain() throws Exception {
        assertThat(send()).isEqualTo(new Reply.Accepted());
        apple.leave();

        assertThat(send()).isInstanceOf(Reply.Unavailable.class);

        apple.comeBack();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(send()).isEqualTo(new Reply.Accepted()));
    }

    /** What comes of an alert that gets there: with an expired token Pushy closes the connection, others may go with it. */
    private Reply arrived() {
        int before = apple.received().size();
        Reply reply = send();
        while (apple.received().size() == before) {
            assertThat(reply).isInstanceOf(Reply.Unavailable.class);
            reply = send();
        }
        return reply;
    }

    private Reply send() {
        return provider.send(Alerts.to(PushProvider.PUSH_PROVIDER_APNS, TOKEN))
                .toCompletableFuture()
                .join();
    }

    private ApnsProvider open(Map<String, String> others) {
        var keys = new HashMap<>(Map.of(
                "apns.host", "localhost",
                "apns.port", Integer.toString(apple.port()),
                "apns.trusted-certificate", apple.certificate().toString()));
        keys.putAll(others);
        return ApnsProvider.open(KEYS, Alerts.app(keys).apns().orElseThrow());
    }

    private Path p12(SelfSignedCertificate client, String password) throws Exception {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("app", client.key(), password.toCharArray(), new Certificate[] {client.certificate()});
        Path file = directory.resolve("app.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file;
    }

    private static String pem(KeyPair pair) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                        .encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
