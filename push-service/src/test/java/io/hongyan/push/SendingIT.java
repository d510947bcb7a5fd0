package io.hongyan.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.pushy.apns.server.RejectionReason;
import io.hongyan.embedded.ApnsNotification;
import io.hongyan.push.testing.PushTest;
import io.hongyan.push.testing.Talk;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SendingIT extends PushTest {

    private static final String SENT = "SENT NOT_CONFIRMED";
    private static final String DEFERRED = "DEFERRED AWAITING_CONFIRMATION";

    @Test
    void aTokenThatApnsCallsBadIsDropped() {
        String bob = user("bob");
        String token = phone(bob);
        neighbours.reject(token, RejectionReason.BAD_DEVICE_TOKEN);

        log.write(Talk.between(bob, user("alice")).says("alice", "hello"));

        awaitDecisions(bob, "SUPPRESSED TOKEN_INVALID");
        assertThat(devicesOf(bob)).isEmpty();
    }

    @Test
    void aTokenRegisteredAfterItBecameInvalidIsKept() {
        String bob = user("bob");
        String token = phone(bob);
        neighbours.reject(token, RejectionReason.UNREGISTERED); // the mock says: since 1970

        log.write(Talk.between(bob, user("alice")).says("alice", "hello"));

        awaitDecisions(bob, "SUPPRESSED REJECTED");
        assertThat(devicesOf(bob)).containsExactly("phone");
    }

    @Test
    void whatApnsRefusesForGoodIsNotTriedAgain() {
        String bob = user("bob");
        String token = phone(bob);
        neighbours.reject(token, RejectionReason.DEVICE_TOKEN_NOT_FOR_TOPIC);

        log.write(Talk.between(bob, user("alice")).says("alice", "hello"));

        awaitDecisions(bob, "SUPPRESSED REJECTED");
        assertThat(neighbours.attempts)
                .filteredOn(tried -> tried.token().equals(token))
                .hasSize(1);
    }

    @Test
    void whenApnsIsBusyTheSameAlertIsTriedAgain() {
        String bob = user("bob");
        String token = phone(bob);
        neighbours.reject(token, RejectionReason.TOO_MANY_REQUESTS, RejectionReason.SERVICE_UNAVAILABLE);

        log.write(Talk.between(bob, user("alice")).says("alice", "hello"));

        awaitDecisions(bob, SENT);
        String id = log.decided(bob).getFirst().getDecisionId();
        assertThat(neighbours.attempts)
                .filteredOn(tried -> tried.token().equals(token))
                .extracting(ApnsNotification::apnsId)
                .containsExactly(id, id, id);
    }

    @Test
    void withoutTheUnreadRoleAlertsWaitRatherThanShowAWrongBadge() {
        String bob = user("bob");
        String token = phone(bob);
        neighbours.badges.put(bob, 3L);
        neighbours.unreadFails.add(bob);

        log.write(Talk.between(bob, user("alice")).says("alice", "hello"));
        Awaitility.await()
                .until(() -> neighbours.totalsAsked.stream()
                                .filter(asked -> asked.getUserIdsList().contains(bob))
                                .count()
                        >= 3);
        assertThat(neighbours.alertsTo(token)).isEmpty();
        neighbours.unreadFails.remove(bob);

        awaitDecisions(bob, SENT);
        assertThat(log.decided(bob).getFirst().getBadge()).isEqualTo(3);
    }

    @Test
    void withoutPresenceAConfirmationIsAwaited() {
        String bob = user("bob");
        phone(bob);
        neighbours.presenceFails.add(bob);

        log.write(Talk.between(bob, user("alice")).says("alice", "hello"));

        awaitDecisions(bob, DEFERRED, SENT);
    }

    @Test
    void moreThanIsTakenUpAtOnceIsSentAllTheSame() {
        String alice = user("alice");
        List<String> members = IntStream.range(0, 45).mapToObj(i -> user("m")).toList();
        List<String> tokens = members.stream().map(this::phone).toList();
        var group = Talk.group(alice);

        log.write(group.created("Many", alice, members.toArray(String[]::new)), group.says(alice, "hello"));

        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> tokens.stream()
                        .allMatch(token -> neighbours.alertsTo(token).size() == 1));
        awaitDecisions(members.getLast(), SENT);
    }

    @Test
    void healthAndMetricsTellHowAlertsFare() {
        String bob = user("bob");
        phone(bob);

        log.write(Talk.between(bob, user("alice")).says("alice", "hello"));
        awaitDecisions(bob, SENT);

        assertThat(get("/q/health/ready")).contains("\"name\": \"alerts\"").doesNotContain("DOWN");
        assertThat(get("/q/metrics"))
                .contains("hongyan_push_decisions_total{outcome=\"SENT\",reason=\"NOT_CONFIRMED\"}")
                .contains(
                        "hongyan_push_provider_latency_seconds_count{answer=\"accepted\",app=\"*\",provider=\"apns\",via=\"production\"}")
                .contains("hongyan_push_alerts_overdue_seconds")
                .contains("hongyan_push_alerts_pending")
                .contains("hongyan_push_decisions_published_total");
    }
}
