package io.hongyan.connector.query.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.hongyan.connector.session.Identity;
import io.hongyan.proto.client.v1.RegisterPush;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.proto.push.v1.RegisterDeviceRequest;
import io.hongyan.proto.push.v1.WebPushKeys;
import io.hongyan.proto.sessions.v1.Platform;
import org.junit.jupiter.api.Test;

class DevicesTest {

    /** It used to end in INTERNAL: the generated setter throws on a number without a name. */
    @Test
    void aProviderThatNobodyKnowsIsPassedOnForPushServiceToRefuse() {
        var who = new Identity("alice", "phone", "s1", Platform.PLATFORM_IOS);

        var asked = Devices.asked(
                who, RegisterPush.newBuilder().setProviderValue(99).build());

        assertThat(asked.getProviderValue()).isEqualTo(99);
    }

    @Test
    void allThatAProviderNeedsIsPassedOn() {
        var who = new Identity("alice", "phone", "s1", Platform.PLATFORM_IOS);
        var keys = WebPushKeys.newBuilder()
                .setP256Dh(ByteString.copyFromUtf8("key"))
                .setAuth(ByteString.copyFromUtf8("secret"))
                .build();

        var asked = Devices.asked(
                who,
                RegisterPush.newBuilder()
                        .setProvider(PushProvider.PUSH_PROVIDER_WEB_PUSH)
                        .setAppId("org.example.app")
                        .setToken("https://push.example.net/p")
                        .setSandbox(true)
                        .setWebPush(keys)
                        .setLanguage("zh-CN")
                        .setVoipToken("cd".repeat(32))
                        .build());

        assertThat(asked)
                .isEqualTo(RegisterDeviceRequest.newBuilder()
                        .setUserId("alice")
                        .setDeviceId("phone")
                        .setProvider(PushProvider.PUSH_PROVIDER_WEB_PUSH)
                        .setAppId("org.example.app")
                        .setToken("https://push.example.net/p")
                        .setSandbox(true)
                        .setWebPush(keys)
                        .setLanguage("zh-CN")
                        .setVoipToken("cd".repeat(32))
                        .build());
    }
}
