package io.hongyan.push;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.push.decision.Effect;
import io.hongyan.push.decision.Result;
import io.hongyan.push.decision.Taken;
import io.hongyan.push.decision.postgres.AlertStore;
import io.hongyan.push.testing.PushTest;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Alerts of one conversation and device go one after another, whoever takes them up. Far from now, where nobody else does. */
@QuarkusTest
class TurnsIT extends PushTest {

    private static final Instant THEN = Instant.parse("2100-01-01T00:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final int ROUNDS = 50;

    @Inject
    AlertStore alerts;

    @Test
    void ofTwoWhoTakeUpAtOnceOnlyOneGoesOn() {
        for (int round = 0; round < ROUNDS; round++) {
            Instant now = THEN.plus(LEASE.multipliedBy(2L * round));
            due(user("bob"), "d:a:b", now, 6);

            List<List<Taken>> hands = Uni.combine()
                    .all()
                    .unis(List.of(take(now, 3), take(now, 3)))
                    .with(taken -> taken.stream().map(TurnsIT::alerts).toList())
                    .await()
                    .atMost(Duration.ofSeconds(10));

            assertThat(hands).allSatisfy(taken -> assertThat(taken).hasSize(3));
            assertThat(hands.stream().flatMap(List::stream).map(TurnsIT::isWaiting))
                    .containsExactlyInAnyOrder(true, true, true, false, false, false);
            assertThat(hands)
                    .allSatisfy(taken -> assertThat(taken.stream().map(TurnsIT::isWaiting))
                            .containsOnly(isWaiting(taken.getFirst())));
            conclude(hands.stream().flatMap(List::stream).toList());
        }
    }

    @Test
    void conversationsAndDevicesTakeNoTurns() {
        Instant now = THEN.minus(LEASE.multipliedBy(2));
        due(user("bob"), "d:a:b", now, 1);
        due(user("bob"), "d:a:b", now, 1);
        String carol = user("carol");
        due(carol, "d:a:c", now, 1);
        due(carol, "g:1", now, 1);

        List<Taken> first = taken(now, 2);
        List<Taken> second = taken(now, 2);

        assertThat(first).hasSize(2).noneMatch(TurnsIT::isWaiting);
        assertThat(second).hasSize(2).noneMatch(TurnsIT::isWaiting);
        conclude(first);
        conclude(second);
    }

    @Test
    void silentOnesTakeTurnsWithAllOthersOfTheirDevice() {
        Instant now = THEN.minus(LEASE.multipliedBy(32));
        String bob = user("bob");
        due(bob, "d:a:b", now, 1);
        List<Taken> message = taken(now, 1);
        silentDue(bob, "CLEAR", "d:b:c", now);
        silentDue(user("carol"), "CLEAR", "d:b:c", now);

        List<Taken> silent = taken(now, 2);

        assertThat(message).hasSize(1).noneMatch(TurnsIT::isWaiting);
        assertThat(silent)
                .hasSize(2)
                .allSatisfy(one -> assertThat(isWaiting(one))
                        .isEqualTo(one.trigger().userId().equals(bob)));
        conclude(message);
        due(bob, "g:1", now, 1);
        silentDue(bob, "RECALL", "g:2", now);
        assertThat(taken(now, 2)).hasSize(2).allMatch(TurnsIT::isWaiting);
        pool.preparedQuery("DELETE FROM alert WHERE event_at = $1")
                .execute(Tuple.of(now.atOffset(UTC)))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    @Test
    void whatIsRecordedOrWhoseLeaseIsOverIsInNobodysHands() {
        Instant now = THEN.minus(LEASE.multipliedBy(8));
        due(user("bob"), "d:a:b", now, 3);
        List<Taken> first = taken(now, 1);
        List<Taken> second = taken(now, 1);
        assertThat(second).hasSize(1).allMatch(TurnsIT::isWaiting);

        waiting(first, now.plus(LEASE.multipliedBy(2)));
        waiting(second, now);

        assertThat(taken(now, 1)).hasSize(1).noneMatch(TurnsIT::isWaiting);
        List<Taken> after = taken(now.plus(LEASE).plusMillis(1), 2);
        assertThat(after).isNotEmpty().noneMatch(TurnsIT::isWaiting);
        pool.preparedQuery("DELETE FROM alert WHERE due_at > $1")
                .execute(Tuple.of(now.atOffset(UTC)))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    @Test
    void whatIsDueInAMomentComesAlongWithWhatIsDueOfTheSame() {
        Instant now = THEN.minus(LEASE.multipliedBy(16));
        String bob = user("bob");
        due(bob, "d:a:b", now.plusMillis(200), 2);
        due(bob, "d:b:c", now.plusMillis(200), 1);
        due(bob, "d:a:b", now, 1);
        due(bob, "d:a:b", now.plusSeconds(1), 1);

        List<Taken> together = taken(now, 2);

        assertThat(together)
                .hasSize(3)
                .allSatisfy(one -> assertThat(one.trigger().conversationId()).isEqualTo("d:a:b"))
                .noneMatch(TurnsIT::isWaiting);
        pool.preparedQuery("DELETE FROM alert WHERE user_id = $1")
                .execute(Tuple.of(bob))
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private Uni<List<Taken>> take(Instant now, int max) {
        return alerts.take(now, now.plus(LEASE), max);
    }

    private List<Taken> taken(Instant now, int max) {
        return take(now, max).await().atMost(Duration.ofSeconds(10));
    }

    @SuppressWarnings("unchecked")
    private static List<Taken> alerts(Object taken) {
        return (List<Taken>) taken;
    }

    private static boolean isWaiting(Taken taken) {
        return taken.standing().screen().underway();
    }

    private void conclude(List<Taken> taken) {
        for (Taken one : taken) {
            pool.preparedQuery("DELETE FROM alert WHERE decision_id = $1")
                    .execute(Tuple.of(UUID.fromString(one.trigger().decisionId())))
                    .await()
                    .atMost(Duration.ofSeconds(10));
        }
    }

    private void waiting(List<Taken> taken, Instant until) {
        alerts.record(
                        taken.stream()
                                .map(one -> new Result(one, new Effect.Wait(until, 0)))
                                .toList(),
                        until)
                .await()
                .atMost(Duration.ofSeconds(10));
    }

    private void due(String user, String conversation, Instant at, int messages) {
        for (int seq = 1; seq <= messages; seq++) {
            due(user, "MESSAGE", conversation, at, seq);
        }
    }

    private void silentDue(String user, String kind, String conversation, Instant at) {
        due(user, kind, conversation, at, 1);
    }

    private void due(String user, String kind, String conversation, Instant at, long seq) {
        pool.preparedQuery("""
                        INSERT INTO alert (decision_id, kind, conversation_id, revision, seq, user_id, device_id, event_at, due_at)
                        VALUES ($1, $6, $2, $3, $3, $4, 'phone', $5, $5)
                        """)
                .execute(Tuple.of(UUID.randomUUID(), conversation, seq, user, at.atOffset(UTC), kind))
                .await()
                .atMost(Duration.ofSeconds(10));
    }
}
