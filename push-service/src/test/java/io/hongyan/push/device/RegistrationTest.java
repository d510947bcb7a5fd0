package io.hongyan.push.device;

import static org.assertj.core.api.Assertions.assertThat;

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

    @Test
    void tokensAreTheSameInEitherCase() {
        assertThat(Registration.objection(GOOD)).isNull();
        assertThat(Registration.from(GOOD))
                .isEqualTo(new Registration(
                        "bob@example.com",
                        "phone-1",
                        PushProvider.PUSH_PROVIDER_APNS,
                        "io.hongyan.app",
                        "abcdef01".repeat(8)));
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
        assertThat(new Target("io.hongyan.app", "abcdef", Instant.EPOCH)).hasToString("Target[appId=io.hongyan.app]");
        assertThat(Registration.from(GOOD).toString()).doesNotContain("abcdef");
    }

    private static String objection(RegisterDeviceRequest.Builder request) {
        String objection = Registration.objection(request.build());
        return objection == null ? "fine" : objection;
    }
}
