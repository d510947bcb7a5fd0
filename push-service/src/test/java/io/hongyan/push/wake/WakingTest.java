package io.hongyan.push.wake;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.proto.push.v1.WakeKind;
import io.hongyan.proto.push.v1.WakeOutcome;
import io.hongyan.proto.push.v1.WakeRequest;
import io.hongyan.proto.push.v1.WakeResponse;
import io.hongyan.push.device.Addresses;
import io.hongyan.push.device.Target;
import io.hongyan.push.send.Reply;
import io.hongyan.push.send.Wake;
import io.hongyan.push.testing.Alerts;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WakingTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final WakeRequest CALL = WakeRequest.newBuilder()
            .setUserId("bob")
            .setDeviceId("phone")
            .setKind(WakeKind.WAKE_KIND_VOIP)
            .setWakeId(Alerts.ID)
            .putData("from", "alice")
            .build();
    private static final Target PHONE = Alerts.target(PushProvider.PUSH_PROVIDER_APNS, "io.hongyan.app", "alerts");

    @Test
    void aCallGoesToTheTokenForCallsAndAnythingElseToTheOneForAlerts() {
        var addresses = new Addresses(PHONE, "calls");
        var fetch = CALL.toBuilder()
                .setKind(WakeKind.WAKE_KIND_BACKGROUND)
                .setUsefulForSeconds(60)
                .build();

        assertThat(Waking.wake(CALL, addresses, NOON)).get().satisfies(wake -> {
            assertThat(wake.kind()).isEqualTo(Wake.Kind.VOIP);
            assertThat(wake.token()).isEqualTo("calls");
            assertThat(wake.usefulUntil()).isEqualTo(Instant.EPOCH);
            assertThat(wake.toString()).doesNotContain("calls").doesNotContain("alice");
        });
        assertThat(Waking.wake(fetch, addresses, NOON)).get().satisfies(wake -> {
            assertThat(wake.token()).isEqualTo("alerts");
            assertThat(wake.usefulUntil()).isEqualTo(NOON.plusSeconds(60));
        });
    }

    @Test
    void whoHasNoTokenForCallsOrIsNotApplesCannotBeWokenLikeThat() {
        var android = Alerts.target(PushProvider.PUSH_PROVIDER_FCM, "io.hongyan.app", "alerts");

        assertThat(Waking.wake(CALL, new Addresses(PHONE, null), NOON)).isEmpty();
        assertThat(Waking.wake(CALL, new Addresses(android, "calls"), NOON)).isEmpty();
    }

    @Test
    void whatCannotBeIsNamed() {
        assertThat(Waking.objection(CALL)).isNull();
        assertThat(Waking.objection(CALL.toBuilder().setUserId("no such:user").build()))
                .startsWith("user_id");
        assertThat(Waking.objection(CALL.toBuilder().clearKind().build())).startsWith("kind");
        assertThat(Waking.objection(CALL.toBuilder().setKindValue(99).build())).startsWith("kind");
        assertThat(Waking.objection(CALL.toBuilder().setWakeId("1").build())).startsWith("wake_id");
        assertThat(Waking.objection(CALL.toBuilder().setUsefulForSeconds(86_401).build()))
                .startsWith("useful_for_seconds");
        assertThat(Waking.objection(CALL.toBuilder().setUsefulForSeconds(-1).build()))
                .startsWith("useful_for_seconds");
        assertThat(Waking.objection(CALL.toBuilder().putData("", "x").build())).startsWith("data");
        assertThat(Waking.objection(CALL.toBuilder()
                        .putData("big", "x".repeat(Waking.DATA_BYTES_MAX))
                        .build()))
                .startsWith("data");
    }

    @Test
    void theCallerIsToldWhatItCanDo() {
        assertThat(Waking.answer(new Reply.Accepted()).getOutcome()).isEqualTo(WakeOutcome.WAKE_OUTCOME_TAKEN);
        assertThat(Waking.answer(new Reply.TokenInvalid(null)).getOutcome())
                .isEqualTo(WakeOutcome.WAKE_OUTCOME_TOKEN_INVALID);
        assertThat(Waking.answer(new Reply.Refused("BadTopic")))
                .isEqualTo(WakeResponse.newBuilder()
                        .setOutcome(WakeOutcome.WAKE_OUTCOME_REFUSED)
                        .setReason("BadTopic")
                        .build());
        assertThat(Waking.answer(new Reply.PutBack(Reply.Why.LIMITED, Duration.ofSeconds(2))))
                .isEqualTo(WakeResponse.newBuilder()
                        .setOutcome(WakeOutcome.WAKE_OUTCOME_TRY_AGAIN)
                        .setReason("LIMITED")
                        .setRetryAfterMs(2000)
                        .build());
    }
}
