package io.hongyan.presence.slot;

import static io.hongyan.proto.presence.v1.PresenceState.PRESENCE_STATE_OFFLINE;
import static io.hongyan.proto.sessions.v1.SessionState.SESSION_STATE_FOREGROUND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.hongyan.eventlog.Topics;
import io.hongyan.presence.Doors;
import io.hongyan.presence.PresenceTestProfile;
import io.hongyan.presence.PresenceTestTopics;
import io.hongyan.presence.TestConnector;
import io.hongyan.presence.TestLog;
import io.hongyan.proto.presence.v1.AcquireSlotRequest;
import io.hongyan.proto.presence.v1.AcquireSlotResponse;
import io.hongyan.proto.presence.v1.RenewSlotResponse;
import io.hongyan.testkit.RedisTestResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PresenceTestProfile.class)
@WithTestResource(PresenceTestTopics.class)
@WithTestResource(RedisTestResource.class)
class SlotsIT {

    private Doors doors;
    private TestLog log;

    @BeforeEach
    void start() {
        doors = new Doors();
        log = new TestLog();
    }

    @AfterEach
    void stop() {
        log.close();
        doors.close();
    }

    @Test
    void aLifeThatAsksAgainGetsTheSameSlot() {
        try (var connector = new TestConnector(doors, log)) {
            assertThat(acquire(connector.bootId()))
                    .isEqualTo(AcquireSlotResponse.newBuilder()
                            .setSlot(connector.slot())
                            .setLeaseMs(PresenceTestProfile.LEASE_MS)
                            .build());
        }
    }

    @Test
    void aReleasedSlotRestsWhileOthersAreFree() {
        var first = new TestConnector(doors, log);
        first.release();

        try (var second = new TestConnector(doors, log)) {
            assertThat(second.slot()).isNotEqualTo(first.slot());
        }
    }

    @Test
    void aReleasedSlotTakesItsSessionsWithItAtOnce() {
        var connector = new TestConnector(doors, log);
        connector.open("olga", "o1", 1, SESSION_STATE_FOREGROUND);

        connector.release();

        assertThat(doors.locate("olga")).isEmpty();
        doors.awaitState("olga", PRESENCE_STATE_OFFLINE);
        assertCode(Status.Code.FAILED_PRECONDITION, connector::renew);
    }

    @Test
    void aLifeWhoseLeaseHasEndedIsOverForGood() {
        var connector = new TestConnector(doors, log);
        connector.open("pat", "p1", 1, SESSION_STATE_FOREGROUND);
        connector.kill();
        doors.awaitState("pat", PRESENCE_STATE_OFFLINE);

        assertCode(Status.Code.FAILED_PRECONDITION, connector::renew);
    }

    @Test
    void whenAllSlotsAreHeldTheNextOneIsTurnedAwayUntilOneIsFree() {
        List<TestConnector> all = new ArrayList<>();
        try {
            // Leases of tests before may not have ended yet.
            await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> {
                all.add(new TestConnector(doors, log));
                return all.size() == Topics.SLOTS;
            });

            assertCode(Status.Code.RESOURCE_EXHAUSTED, () -> acquire("one-more"));
            TestConnector left = all.removeLast();
            left.release();
            assertThat(acquire("one-more").getSlot()).isEqualTo(left.slot());
        } finally {
            all.forEach(TestConnector::close);
        }
    }

    @Test
    void aLostMemoryGivesTheSlotBackAndAsksForTheSessions() {
        try (var connector = new TestConnector(doors, log)) {
            RedisTestResource.flush();

            RenewSlotResponse renewed = connector.renew();

            assertThat(renewed)
                    .isEqualTo(RenewSlotResponse.newBuilder()
                            .setLeaseMs(PresenceTestProfile.LEASE_MS)
                            .setAnnounceSessions(true)
                            .build());
            // Asked for only as long as the answer may have been lost.
            await().atMost(Duration.ofSeconds(5)).until(() -> !connector.renew().getAnnounceSessions());
        }
    }

    @Test
    void aForgottenSlotThatSomebodyElseHasTakenIsLost() {
        var connector = new TestConnector(doors, log);
        connector.kill();
        RedisTestResource.flush();
        List<TestConnector> others = new ArrayList<>();
        try {
            while (others.isEmpty() || others.getLast().slot() != connector.slot()) {
                others.add(new TestConnector(doors, log));
            }

            assertCode(Status.Code.FAILED_PRECONDITION, connector::renew);
        } finally {
            others.forEach(TestConnector::close);
        }
    }

    @Test
    void senselessRequestsAreRefused() {
        assertCode(Status.Code.INVALID_ARGUMENT, () -> acquire(""));
        assertCode(Status.Code.INVALID_ARGUMENT, () -> acquire("a|b"));
    }

    private AcquireSlotResponse acquire(String bootId) {
        return doors.slots()
                .acquireSlot(AcquireSlotRequest.newBuilder().setBootId(bootId).build());
    }

    private static void assertCode(Status.Code code, Runnable call) {
        assertThatThrownBy(call::run)
                .satisfies(failure ->
                        assertThat(Status.fromThrowable(failure).getCode()).isEqualTo(code));
    }
}
