package io.hongyan.connector.query.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.connector.session.Identity;
import io.hongyan.proto.client.v1.RegisterPush;
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
}
