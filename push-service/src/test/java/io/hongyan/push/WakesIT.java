package io.hongyan.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eatthepath.pushy.apns.server.RejectionReason;
import io.hongyan.embedded.ApnsNotification;
import io.hongyan.proto.push.v1.ListDevicesRequest;
import io.hongyan.proto.push.v1.PushDevice;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.proto.push.v1.WakeKind;
import io.hongyan.proto.push.v1.WakeOutcome;
import io.hongyan.proto.push.v1.WakeRequest;
import io.hongyan.push.testing.Alerts;
import io.hongyan.push.testing.PushTest;
import io.hongyan.push.testing.Vendors;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WakesIT extends PushTest {

    @Test
    void aCallReachesTheTokenForCallsAndABackgroundPushTheOneForAlerts() {
        String bob = user("bob");
        String calls = token();
        String alerts = phoneWithCalls(bob, calls);

        assertThat(wake(bob, WakeKind.WAKE_KIND_VOIP)).isEqualTo(WakeOutcome.WAKE_OUTCOME_TAKEN);
        assertThat(wake(bob, WakeKind.WAKE_KIND_BACKGROUND)).isEqualTo(WakeOutcome.WAKE_OUTCOME_TAKEN);

        assertThat(neighbours.alertsTo(calls))
                .extracting(ApnsNotification::topic, ApnsNotification::pushType, ApnsNotification::priority)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("io.hongyan.app.voip", "voip", "10"));
        assertThat(neighbours.alertsTo(alerts))
                .extracting(ApnsNotification::topic, ApnsNotification::pushType, ApnsNotification::priority)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("io.hongyan.app", "background", "5"));
        assertThat(neighbours.alertsTo(calls).getFirst().payload()).contains("\"data\":{\"call\":\"7\"}");
    }

    @Test
    void aTokenForCallsBelongsToWhoeverRegisteredItLastAndGoesWithTheNextRegistrationWithoutOne() {
        String alice = user("alice");
        String bob = user("bob");
        String calls = token();
        phoneWithCalls(alice, calls);

        phoneWithCalls(bob, calls);
        assertThat(listed(alice)).extracting(PushDevice::getVoip).containsExactly(false);
        assertThat(listed(bob)).extracting(PushDevice::getVoip).containsExactly(true);
        assertThat(wake(alice, WakeKind.WAKE_KIND_VOIP)).isEqualTo(WakeOutcome.WAKE_OUTCOME_NO_WAY);

        phone(bob);
        assertThat(listed(bob)).extracting(PushDevice::getVoip).containsExactly(false);
    }

    @Test
    void aTokenForCallsThatLeadsNowhereIsDroppedAndAlertsGoOn() {
        String bob = user("bob");
        String calls = token();
        phoneWithCalls(bob, calls);
        neighbours.reject(calls, RejectionReason.BAD_DEVICE_TOKEN);

        assertThat(wake(bob, WakeKind.WAKE_KIND_VOIP)).isEqualTo(WakeOutcome.WAKE_OUTCOME_TOKEN_INVALID);

        assertThat(listed(bob)).extracting(PushDevice::getVoip).containsExactly(false);
        assertThat(wake(bob, WakeKind.WAKE_KIND_VOIP)).isEqualTo(WakeOutcome.WAKE_OUTCOME_NO_WAY);
        assertThat(wake(bob, WakeKind.WAKE_KIND_BACKGROUND)).isEqualTo(WakeOutcome.WAKE_OUTCOME_TAKEN);
    }

    @Test
    void whoCannotBeWokenIsSaidSoAndWhatCannotBeIsRefused() {
        String bob = user("bob");
        assertThat(wake(bob, WakeKind.WAKE_KIND_VOIP)).isEqualTo(WakeOutcome.WAKE_OUTCOME_NO_DEVICE);

        register(bob, "phone", PushProvider.PUSH_PROVIDER_FCM, Vendors.ANDROID, "fcm-" + bob);
        assertThat(wake(bob, WakeKind.WAKE_KIND_BACKGROUND)).isEqualTo(WakeOutcome.WAKE_OUTCOME_NO_WAY);

        assertThatThrownBy(() -> wakes.wake(WakeRequest.getDefaultInstance()))
                .hasMessage("INVALID_ARGUMENT: device_id must be 1 to 64 characters of [A-Za-z0-9._-].");
    }

    private String phoneWithCalls(String user, String calls) {
        String alerts = token();
        devices.registerDevice(registration(user, "phone", PushProvider.PUSH_PROVIDER_APNS, "io.hongyan.app", alerts)
                .setVoipToken(calls)
                .build());
        return alerts;
    }

    private List<PushDevice> listed(String user) {
        return devices.listDevices(
                        ListDevicesRequest.newBuilder().setUserId(user).build())
                .getDevicesList();
    }

    private WakeOutcome wake(String user, WakeKind kind) {
        return wakes.wake(WakeRequest.newBuilder()
                        .setUserId(user)
                        .setDeviceId("phone")
                        .setKind(kind)
                        .setWakeId(Alerts.ID)
                        .putData("call", "7")
                        .build())
                .getOutcome();
    }
}
