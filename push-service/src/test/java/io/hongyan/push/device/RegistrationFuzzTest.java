package io.hongyan.push.device;

import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(registration.provider()).isEqualTo(PushProvider.PUSH_PROVIDER_APNS);
        assertThat(registration.appId()).matches("[A-Za-z0-9.-]{1,155}");
        assertThat(registration.token()).matches("[0-9a-f]{64,200}");
        assertThat(registration.toString()).doesNotContain(registration.token());
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(request(PushProvider.PUSH_PROVIDER_APNS_VALUE), request(99));
    }

    private static byte[] request(int provider) {
        return RegisterDeviceRequest.newBuilder()
                .setUserId("ann")
                .setDeviceId("phone")
                .setProviderValue(provider)
                .setAppId("org.example.app")
                .setToken("Ab".repeat(32))
                .build()
                .toByteArray();
    }
}
