package io.hongyan.connector.slot.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.hongyan.connector.slot.Slot;
import io.hongyan.connector.suite.RecordingSession;
import io.hongyan.connector.suite.WithSuite;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.Hello;
import io.hongyan.proto.client.v1.Ping;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.presence.v1.AcquireSlotRequest;
import io.hongyan.proto.presence.v1.RenewSlotRequest;
import io.hongyan.proto.presence.v1.RenewSlotResponse;
import io.hongyan.proto.sessions.v1.SessionRecord;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SlotIT extends WithSuite {

    @Test
    void slotThatIsNoLongerHeldEndsItsSessionsAndAnotherLifeBegins() {
        RecordingSession ann = online("ann", "phone");
        Slot before = slot();
        var once = new AtomicBoolean();
        doubles.on(
                RenewSlotRequest.class,
                _ -> once.compareAndSet(false, true)
                        ? Uni.createFrom().failure(Status.FAILED_PRECONDITION.asRuntimeException())
                        : renewed(false));

        await().atMost(Duration.ofSeconds(10)).until(() -> !ann.closed().isEmpty());

        assertThat(ann.closed()).extracting(Error::getCode).containsExactly(ErrorCode.ERROR_CODE_GOING_AWAY);
        assertThat(ann.closed().getFirst().getRetryAfterMs()).isBetween(1, 3000);
        await().until(suite::ready);
        assertThat(slot().bootId()).isNotEqualTo(before.bootId());
        assertThat(doubles.asked(AcquireSlotRequest.class))
                .extracting(AcquireSlotRequest::getBootId)
                .containsExactly(slot().bootId());
    }

    @Test
    void slotIsLostWhenPresenceIsSilentForALease() {
        RecordingSession ann = online("ann", "phone");
        Slot before = slot();
        doubles.fail(RenewSlotRequest.class, Status.UNAVAILABLE);
        doubles.fail(AcquireSlotRequest.class, Status.UNAVAILABLE);

        await().atMost(Duration.ofSeconds(10)).until(() -> !ann.closed().isEmpty());

        assertThat(suite.ready()).isFalse();
        assertThat(failure(suite.login(RecordingSession.of("bob", "phone"), Hello.getDefaultInstance()))
                        .getCode())
                .isEqualTo(ErrorCode.ERROR_CODE_UNAVAILABLE);
        assertThat(ask(ann, ClientFrame.newBuilder().setPing(Ping.getDefaultInstance()))
                        .hasPong())
                .isTrue();
        doubles.reset();
        await().atMost(Duration.ofSeconds(10)).until(suite::ready);
        assertThat(slot().bootId()).isNotEqualTo(before.bootId());
    }

    @Test
    void presenceThatForgotIsToldOfEverySessionAgain() {
        RecordingSession ann = online("ann", "phone");
        RecordingSession bob = online("bob", "phone");
        var once = new AtomicBoolean();
        doubles.on(RenewSlotRequest.class, _ -> renewed(once.compareAndSet(false, true)));

        await().atMost(Duration.ofSeconds(10))
                .until(() -> announced(bob).size() == 2 && announced(ann).size() == 2);

        assertThat(announced(ann)).extracting(SessionRecord::getVersion).containsExactly(1L, 2L);
        assertThat(announced(ann))
                .extracting(SessionRecord::getState)
                .containsOnly(announced(ann).getFirst().getState());
    }

    private static Uni<RenewSlotResponse> renewed(boolean forgotten) {
        return Uni.createFrom()
                .item(RenewSlotResponse.newBuilder()
                        .setLeaseMs(3000)
                        .setAnnounceSessions(forgotten)
                        .build());
    }
}
