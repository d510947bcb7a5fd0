package io.hongyan.push.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.proto.push.v1.RegisterDeviceRequest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RegistrationTest {

    private static final RegisterDeviceRequest GOOD = RegisterDeviceRequest.newBuilder()
            .setUserId("bob@example.com")
            .setDeviceId("phone-1")
            .setProvider(PushProvider.PUSH_PROVIDER_APNS)
            .setAppId("io.hongyan.app")
            .setToken("ABCDEF01".repeat(8))
            .build();

    private static final io.hongyan.proto.push.v1.WebPushKeys KEYS = io.hongyan.proto.push.v1.WebPushKeys.newBuilder()
            .setP256Dh(ByteString.fromHex("04" + "ab".repeat(64)))
            .setAuth(ByteString.fromHex("cd".repeat(16)))
            .build();

    @Test
    void tokensAreTheSameInEitherCase() {
        assertThat(Registration.objection(GOOD)).isNull();
        assertThat(Registration.from(GOOD))
                .isEqualTo(new Registration(
                        "bob@example.com",
                        "phone-1",
                        PushProvider.PUSH_PROVIDER_APNS,
                        "io.hongyan.app",
                        "abcdef01".repeat(8),
                        false,
                        null,
                        ""));
    }

    @Test
    void eachProviderHasTokensOfItsOwn() {
        var fcm = GOOD.toBuilder().setProvider(PushProvider.PUSH_PROVIDER_FCM).setToken("dQw4:APA91b-Token_x");
        var hook = GOOD.toBuilder().setProvider(PushProvider.PUSH_PROVIDER_HOOK).setToken("Vendor/Token=");
        var browser = GOOD.toBuilder()
                .setProvider(PushProvider.PUSH_PROVIDER_WEB_PUSH)
                .setToken("https://push.example.net/p/JzLQ3raZ")
                .setWebPush(KEYS);

        assertThat(objection(fcm)).isEqualTo("fine");
        assertThat(Registration.from(fcm.build()).token()).isEqualTo("dQw4:APA91b-Token_x");
        assertThat(objection(hook)).isEqualTo("fine");
        assertThat(objection(browser)).isEqualTo("fine");
        assertThat(Registration.from(browser.build()).webPush())
                .isEqualTo(new WebPushKeys(
                        KEYS.getP256Dh().toByteArray(), KEYS.getAuth().toByteArray()));

        assertThat(objection(fcm.setToken("a b"))).startsWith("token");
        assertThat(objection(fcm.setToken("a".repeat(1025)))).startsWith("token");
        assertThat(objection(hook.setToken("a b"))).startsWith("token");
        assertThat(objection(hook.setAppId("an app"))).startsWith("app_id");
        assertThat(objection(browser.setToken("http://push.example.net/p"))).startsWith("token");
        assertThat(objection(browser.setToken("https://push.example.net/" + "p".repeat(1000))))
                .startsWith("token");
        assertThat(objection(browser.clearWebPush())).startsWith("web_push");
        assertThat(objection(browser.setWebPush(KEYS.toBuilder().setAuth(ByteString.copyFromUtf8("short")))))
                .startsWith("web_push");
        assertThat(objection(browser.setWebPush(
                        KEYS.toBuilder().setP256Dh(ByteString.copyFrom(new byte[WebPushKeys.P256DH_BYTES])))))
                .startsWith("web_push");
    }

    @Test
    void onlyApnsHasASandbox() {
        var fcm = GOOD.toBuilder().setProvider(PushProvider.PUSH_PROVIDER_FCM).setSandbox(true);

        assertThat(Registration.from(GOOD.toBuilder().setSandbox(true).build()).sandbox())
                .isTrue();
        assertThat(Registration.from(fcm.build()).sandbox()).isFalse();
    }

    @Test
    void aLanguageIsATagWhetherAlertsAreWrittenInItOrNot() {
        assertThat(objection(GOOD.toBuilder().setLanguage("zh-CN"))).isEqualTo("fine");
        assertThat(objection(GOOD.toBuilder().setLanguage("tlh"))).isEqualTo("fine");
        assertThat(objection(GOOD.toBuilder().setLanguage("zh_CN"))).startsWith("language");
        assertThat(objection(GOOD.toBuilder().setLanguage("no language!"))).startsWith("language");
        assertThat(objection(GOOD.toBuilder().setLanguage("en-" + "x".repeat(33))))
                .startsWith("language");
        assertThat(Registration.from(GOOD.toBuilder().setLanguage("es").build()).language())
                .isEqualTo("es");
    }

    @Test
    void anObjectionNamesTheField() {
        assertThat(objection(GOOD.toBuilder().setUserId(""))).startsWith("user_id");
        assertThat(objection(GOOD.toBuilder().setUserId("b".repeat(65)))).startsWith("user_id");
        assertThat(objection(GOOD.toBuilder().setDeviceId("a b"))).startsWith("device_id");
        assertThat(objection(GOOD.toBuilder().clearProvider())).startsWith("provider");
        assertThat(objection(GOOD.toBuilder().setProviderValue(99))).startsWith("provider");
        assertThat(objection(GOOD.toBuilder().setAppId("an app"))).startsWith("app_id");
        assertThat(objection(GOOD.toBuilder().setToken("abc"))).startsWith("token");
        assertThat(objection(GOOD.toBuilder().setToken("g".repeat(64)))).startsWith("token");
    }

    @Test
    void tokensStayOutOfLogs() {
        assertThat(new Target(PushProvider.PUSH_PROVIDER_APNS, "io.hongyan.app", "abcdef", false, null, Instant.EPOCH))
                .hasToString("Target[provider=PUSH_PROVIDER_APNS, appId=io.hongyan.app]");
        assertThat(new WebPushKeys(new byte[65], new byte[] {42})).hasToString("WebPushKeys[]");
        assertThat(Registration.from(GOOD).toString()).doesNotContain("abcdef");
    }

    private static String objection(RegisterDeviceRequest.Builder request) {
        String objection = Registration.objection(request.build());
        return objection == null ? "fine" : objection;
    }

    @Test
    void aTokenForCallsIsApplesAndInLowerCase() {
        var calls = GOOD.toBuilder().setVoipToken("AB".repeat(32));

        assertThat(Registration.objection(calls.build())).isNull();
        assertThat(Registration.from(calls.build()).voipToken()).isEqualTo("ab".repeat(32));
        assertThat(Registration.from(GOOD).voipToken()).isNull();
        assertThat(Registration.objection(calls.setVoipToken("no token").build()))
                .isEqualTo("voip_token must be 64 to 200 hexadecimal characters, or empty.");
    }
}
