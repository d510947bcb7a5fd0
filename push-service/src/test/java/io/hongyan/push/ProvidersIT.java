package io.hongyan.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.hongyan.proto.push.v1.PushDevice;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.proto.push.v1.RegisterDeviceRequest;
import io.hongyan.proto.push.v1.WebPushKeys;
import io.hongyan.push.testing.Browser;
import io.hongyan.push.testing.Google;
import io.hongyan.push.testing.LocalServer.Received;
import io.hongyan.push.testing.LocalServer.Said;
import io.hongyan.push.testing.PushTest;
import io.hongyan.push.testing.Talk;
import io.hongyan.push.testing.Vendors;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.file.Files;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Alerts by each provider, from a message in the log to the provider's own servers and back. */
@QuarkusTest
class ProvidersIT extends PushTest {

    private static final String SENT = "SENT NOT_CONFIRMED";

    @AfterEach
    void calm() {
        vendors.google.acceptMessages();
        vendors.pushService.answer(Said.of(201));
        vendors.hook.answer(Said.of(204));
    }

    @Test
    void anAndroidPhoneIsAlertedByFcm() throws Exception {
        String bob = user("bob");
        String token = android(bob);
        neighbours.badges.put(bob, 3L);

        log.write(Talk.between(bob, user("alice")).says("alice", "hello"));

        awaitDecisions(bob, SENT);
        var message =
                new ObjectMapper().readTree(messagesTo(token).getFirst().text()).get("message");
        assertThat(message.at("/notification/body").asText()).isEqualTo("hello");
        assertThat(message.at("/data/badge").asText()).isEqualTo("3");
        assertThat(message.at("/data/id").asText())
                .isEqualTo(log.decided(bob).getFirst().getDecisionId());
    }

    @Test
    void aTokenThatFcmDoesNotKnowIsDropped() {
        String bob = user("bob");
        android(bob);
        vendors.google.answerMessages(Google.error(404, "NOT_FOUND", Google.fcmError("UNREGISTERED")));

        log.write(Talk.between(bob, user("alice")).says("alice", "hello"));

        awaitDecisions(bob, "SUPPRESSED TOKEN_INVALID");
        assertThat(devicesOf(bob)).isEmpty();
    }

    /** FCM does not say since when: what is registered after we asked is not what it answered about. */
    @Test
    void aTokenThatIsRegisteredAnewWhileFcmAnswersIsKept() {
        String bob = user("bob");
        String token = android(bob);
        vendors.google.answerMessages(request -> {
            register(bob, "phone", PushProvider.PUSH_PROVIDER_FCM, Vendors.ANDROID, token);
            return Google.error(404, "NOT_FOUND", Google.fcmError("UNREGISTERED"));
        });

        log.write(Talk.between(bob, user("alice")).says("alice", "hello"));

        awaitDecisions(bob, "SUPPRESSED REJECTED");
        assertThat(devicesOf(bob)).containsExactly("phone");
    }

    @Test
    void whoeverIsToldWhenToComeBackDoesNotComeBackSooner() {
        String bob = user("bob");
        String token = android(bob);
        var asked = new AtomicInteger();
        vendors.google.answerMessages(request -> asked.incrementAndGet() == 1
                ? new Said.Answer(429, Map.of("Retry-After", "2"), "")
                : Said.of(200, "{\"name\": \"1\"}"));

        log.write(Talk.between(bob, user("alice")).says("alice", "hello"));

        awaitDecisions(bob, SENT);
        List<Received> attempts = messagesTo(token);
        assertThat(attempts).hasSize(2);
        assertThat(Duration.between(attempts.get(0).at(), attempts.get(1).at()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void whatFcmRefusesForGoodIsNotTriedAgain() {
        String bob = user("bob");
        String token = android(bob);
        vendors.google.answerMessages(Google.error(403, "PERMISSION_DENIED", Google.fcmError("SENDER_ID_MISMATCH")));

        log.write(Talk.between(bob, user("alice")).says("alice", "hello"));

        awaitDecisions(bob, "SUPPRESSED REJECTED");
        assertThat(messagesTo(token)).hasSize(1);
    }

    @Test
    void aBrowserIsAlertedSoThatOnlyItCanReadIt() throws Exception {
        String bob = user("bob");
        Browser browser = Browser.subscribed();
        String path = browser(bob, browser);

        log.write(Talk.between(bob, user("alice")).says("alice", "hello"));

        awaitDecisions(bob, SENT);
        var posted = vendors.pushService.received().stream()
                .filter(request -> request.path().equals(path))
                .toList();
        assertThat(posted).hasSize(1);
        assertThat(new ObjectMapper()
                        .readTree(browser.decrypt(posted.getFirst().body()))
                        .get("body")
                        .asText())
                .isEqualTo("hello");
    }

    @Test
    void aSubscriptionThatIsGoneIsDropped() {
        String bob = user("bob");
        browser(bob, Browser.subscribed());
        vendors.pushService.answer(Said.of(410));

        log.write(Talk.between(bob, user("alice")).says("alice", "hello"));

        awaitDecisions(bob, "SUPPRESSED TOKEN_INVALID");
        assertThat(devicesOf(bob)).isEmpty();
    }

    @Test
    void aVendorIsAlertedByTheHookAndAgainWhenItWasDown() {
        String bob = user("bob");
        String token = vendor(bob);
        var asked = new AtomicInteger();
        vendors.hook.answer(request -> Said.of(asked.incrementAndGet() == 1 ? 502 : 200));

        log.write(Talk.between(bob, user("alice")).says("alice", "hello"));

        awaitDecisions(bob, SENT);
        String id = log.decided(bob).getFirst().getDecisionId();
        assertThat(hooked(token))
                .extracting(request -> request.headers().get("hongyan-alert-id"))
                .containsExactly(id, id);
    }

    @Test
    void aSecretThatIsReplacedSignsFromThenOn() throws Exception {
        String next = "fedcba9876543210fedcba9876543210";
        String bob = user("bob");
        String token = vendor(bob);
        var talk = Talk.between(bob, user("alice"));
        try {
            Files.writeString(vendors.hookSecret, "too short"); // is not taken
            log.write(talk.says("alice", "hello"));
            await().untilAsserted(() -> assertThat(hooked(token)).hasSize(1));
            assertThat(isSignedWith(Vendors.HOOK_SECRET, hooked(token).getFirst()))
                    .isTrue();

            Files.writeString(vendors.hookSecret, next);
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                log.write(talk.says("alice", "hello"));
                return hooked(token).stream().anyMatch(request -> isSignedWith(next, request));
            });
        } finally {
            Files.writeString(vendors.hookSecret, Vendors.HOOK_SECRET);
        }
        assertThat(get("/q/metrics"))
                .contains("hongyan_push_provider_credentials_total{app=\"io.hongyan.vendor\",outcome=\"kept\"")
                .contains("hongyan_push_provider_credentials_total{app=\"io.hongyan.vendor\",outcome=\"renewed\"");
    }

    @Test
    void aDevelopmentBuildIsAlertedBySandboxAndAReleaseByProduction() {
        String bob = user("bob");
        String release = token();
        String development = token();
        register(bob, "phone", PushProvider.PUSH_PROVIDER_APNS, Vendors.SECOND, release);
        devices.registerDevice(registration(bob, "mac", PushProvider.PUSH_PROVIDER_APNS, Vendors.SECOND, development)
                .setSandbox(true)
                .build());

        log.write(Talk.between(bob, user("alice")).says("alice", "hello"));

        awaitDecisions(bob, SENT, SENT);
        assertThat(vendors.second)
                .filteredOn(alert -> alert.token().equals(release))
                .hasSize(1);
        assertThat(vendors.sandbox)
                .filteredOn(alert -> alert.token().equals(development))
                .hasSize(1);
        assertThat(vendors.second).noneMatch(alert -> alert.token().equals(development));
        assertThat(devices.listDevices(io.hongyan.proto.push.v1.ListDevicesRequest.newBuilder()
                                .setUserId(bob)
                                .build())
                        .getDevicesList())
                .filteredOn(PushDevice::getSandbox)
                .extracting(PushDevice::getDeviceId)
                .containsExactly("mac");
    }

    @Test
    void whoCannotBeAlertedHereIsToldSo() {
        String bob = user("bob");

        assertThatThrownBy(() -> register(bob, "phone", PushProvider.PUSH_PROVIDER_FCM, "no.such.app", "t"))
                .hasMessage("INVALID_ARGUMENT: app_id is none of the apps whose alerts go by PUSH_PROVIDER_FCM here.");
        assertThatThrownBy(() -> register(bob, "phone", PushProvider.PUSH_PROVIDER_HOOK, Vendors.ANDROID, "t"))
                .hasMessage("INVALID_ARGUMENT: app_id is none of the apps whose alerts go by PUSH_PROVIDER_HOOK here.");
        assertThatThrownBy(() -> devices.registerDevice(
                        subscription(bob, "https://169.254.169.254/latest", Browser.subscribed())))
                .hasMessage("INVALID_ARGUMENT: token is the endpoint of a push service that is not allowed here.");
        assertThat(devicesOf(bob)).isEmpty();
    }

    private String android(String user) {
        String token = "fcm:" + user;
        register(user, "phone", PushProvider.PUSH_PROVIDER_FCM, Vendors.ANDROID, token);
        return token;
    }

    private String vendor(String user) {
        String token = "vendor:" + user;
        register(user, "phone", PushProvider.PUSH_PROVIDER_HOOK, Vendors.VENDOR, token);
        return token;
    }

    /** Subscribes, and answers the path of the endpoint. */
    private String browser(String user, Browser browser) {
        String path = "/push/" + user;
        devices.registerDevice(subscription(user, vendors.pushService.uri(path).toString(), browser));
        return path;
    }

    private static RegisterDeviceRequest subscription(String user, String endpoint, Browser browser) {
        return registration(user, "laptop", PushProvider.PUSH_PROVIDER_WEB_PUSH, Vendors.WEB, endpoint)
                .setWebPush(WebPushKeys.newBuilder()
                        .setP256Dh(ByteString.copyFrom(browser.keys().p256dh()))
                        .setAuth(ByteString.copyFrom(browser.keys().auth())))
                .build();
    }

    private List<Received> messagesTo(String token) {
        return vendors.google.messages().stream()
                .filter(request -> request.text().contains("\"" + token + "\""))
                .toList();
    }

    private List<Received> hooked(String token) {
        return vendors.hook.received().stream()
                .filter(request -> request.text().contains("\"" + token + "\""))
                .toList();
    }

    private static boolean isSignedWith(String secret, Received request) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            mac.update((request.headers().get("hongyan-timestamp") + ".").getBytes(UTF_8));
            String expected = "v1=" + HexFormat.of().formatHex(mac.doFinal(request.body()));
            return expected.equals(request.headers().get("hongyan-signature"));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
