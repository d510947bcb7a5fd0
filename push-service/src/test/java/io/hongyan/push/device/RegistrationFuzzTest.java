package io.hongyan.push.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.proto.push.v1.RegisterDeviceRequest;
import io.hongyan.testkit.fuzz.FuzzTarget;
import java.util.List;

/** A request to register a device: there is an objection that quotes nothing of it, or it is a device that can be kept. */
class RegistrationFuzzTest implements FuzzTarget {

    @Override
    public void check(byte[] input) {
        RegisterDeviceRequest request;
        try {
            request = RegisterDeviceRequest.parseFrom(input);
        } catch (InvalidProtocolBufferException e) {
            return; // refused by gRPC
        }
        String objection = Registration.objection(request);
        if (objection != null) {
            assertThat(objection).isNotBlank().hasSizeLessThan(200);
            return;
        }
        Registration registration = Registration.from(request);
        assertThat(registration.userId()).matches("[A-Za-z0-9._@-]{1,64}");
        assertThat(registration.deviceId()).matches("[A-Za-z0-9._-]{1,64}");
        assertThat(registration.appId()).matches("[A-Za-z0-9.-]{1,155}");
        assertThat(registration.token())
                .matches(
                        switch (registration.provider()) {
                            case PUSH_PROVIDER_APNS -> "[0-9a-f]{64,200}";
                            case PUSH_PROVIDER_FCM -> "[A-Za-z0-9_:.-]{1,1024}";
                            case PUSH_PROVIDER_WEB_PUSH -> "https://[!-~]{1,1016}";
                            case PUSH_PROVIDER_HOOK -> "[!-~]{1,1024}";
                            case PUSH_PROVIDER_UNSPECIFIED, UNRECOGNIZED ->
                                throw new AssertionError("a provider that is none");
                        });
        WebPushKeys keys = registration.webPush();
        assertThat(keys != null).isEqualTo(registration.provider() == PushProvider.PUSH_PROVIDER_WEB_PUSH);
        assertThat(keys == null || keys.wellFormed()).isTrue();
        assertThat(registration) // neither token nor keys
                .hasToString("Registration[userId=%s, deviceId=%s, provider=%s, appId=%s]"
                        .formatted(
                                registration.userId(),
                                registration.deviceId(),
                                registration.provider(),
                                registration.appId()));
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                request(PushProvider.PUSH_PROVIDER_APNS_VALUE),
                request(PushProvider.PUSH_PROVIDER_FCM_VALUE),
                request(PushProvider.PUSH_PROVIDER_WEB_PUSH_VALUE),
                request(PushProvider.PUSH_PROVIDER_HOOK_VALUE),
                request(99));
    }

    private static byte[] request(int provider) {
        return RegisterDeviceRequest.newBuilder()
                .setUserId("ann")
                .setDeviceId("phone")
                .setProviderValue(provider)
                .setAppId("org.example.app")
                .setToken(
                        provider == PushProvider.PUSH_PROVIDER_WEB_PUSH_VALUE
                                ? "https://push.example.net/p"
                                : "Ab".repeat(32))
                .setWebPush(io.hongyan.proto.push.v1.WebPushKeys.newBuilder()
                        .setP256Dh(ByteString.fromHex("04" + "ab".repeat(64)))
                        .setAuth(ByteString.fromHex("cd".repeat(16))))
                .build()
                .toByteArray();
    }
}
