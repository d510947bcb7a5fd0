package io.hongyan.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.hongyan.proto.rebuild.v1.Phase;
import io.hongyan.proto.rebuild.v1.RebuildServiceGrpc;
import io.hongyan.proto.rebuild.v1.StartRequest;
import io.hongyan.proto.rebuild.v1.StartResponse;
import io.hongyan.push.audience.postgres.RebuiltAudience;
import io.hongyan.push.testing.PushTest;
import io.hongyan.push.testing.Talk;
import io.hongyan.testkit.TestServers;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The audience is rebuilt while alerts are opened and sent: nobody is alerted twice, and nobody is forgotten. */
@QuarkusTest
class PushRebuildIT extends PushTest {

    private static final String SENT = "SENT NOT_CONFIRMED";

    @Test
    void noTableIsForgotten() {
        assertThat(RebuiltAudience.rebuild(pool, Map.of()).undeclaredTables()).isEmpty();
    }

    @Test
    void rebuildingAlertsNobodyAgainAndKeepsDevicesAndDecisions() {
        String alice = user("alice");
        String bob = user("bob");
        String token = phone(bob);
        var talk = Talk.between(alice, bob);
        log.write(talk.says(alice, "one"), talk.says(alice, "two"), talk.recalls(alice, 1));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !neighbours.alertsTo(token).isEmpty() && decidedFor(bob) == 2);
        int alerted = neighbours.alertsTo(token).size();

        assertThat(rebuild(false).getPhase()).isEqualTo(Phase.PHASE_DONE);
        assertEqual(rebuild(true));

        assertThat(decidedFor(bob)).isEqualTo(2);
        assertThat(count("SELECT count(*) FROM alert WHERE user_id = $1", bob)).isEqualTo(2);
        assertThat(neighbours.alertsTo(token)).hasSize(alerted);
        assertThat(devicesOf(bob)).hasSize(1);
        log.write(talk.says(alice, "three"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> neighbours.alertsTo(token).size() == alerted + 1);
    }

    @Test
    void rowsAreTheSameAfterRebuildsWhileMessagesAreAlertedOf() {
        String alice = user("alice");
        String bob = user("bob");
        String token = phone(bob);
        var talk = Talk.between(alice, bob);
        var isOver = new AtomicBoolean();
        var traffic = CompletableFuture.supplyAsync(() -> {
            int told = 0;
            while (!isOver.get() || told < 10) {
                log.write(talk.says(alice, "word " + told));
                told++;
                String other = user("other");
                var aside = Talk.group("g" + told + "x");
                log.write(
                        aside.created("geese", other, alice),
                        aside.says(other, "hello"),
                        aside.reads(alice, 1),
                        aside.mutes(alice, true),
                        aside.confirms(alice, 2, true));
            }
            return told;
        });

        for (int i = 0; i < 3; i++) {
            assertThat(rebuild(false).getPhase()).isEqualTo(Phase.PHASE_DONE);
            assertEqual(rebuild(true));
        }
        isOver.set(true);
        int told = traffic.join();

        await().atMost(Duration.ofSeconds(30))
                .until(() -> log.decisions(bob).stream().filter(SENT::equals).count() == told);
        assertThat(neighbours.alertsTo(token)).hasSize(told); // each once, none missing
        assertEqual(rebuild(true));
    }

    @Test
    void aWrongMuteIsFoundByComparingAndMendedByRebuilding() {
        String alice = user("alice");
        String bob = user("bob");
        phone(bob);
        var talk = Talk.between(alice, bob);
        log.write(talk.says(alice, "one"));
        awaitDecisions(bob, SENT);
        pool.preparedQuery("UPDATE member SET muted = true WHERE user_id = $1")
                .execute(Tuple.of(bob))
                .await()
                .atMost(Duration.ofSeconds(10));

        assertThat(rows(rebuild(true)))
                .containsExactly(
                        "member: conversation_id=%s user_id=%s DIFFERENCE_KIND_DIFFERENT".formatted(talk.id(), bob));
        rebuild(false);

        log.write(talk.says(alice, "two"));
        awaitDecisions(bob, SENT, SENT);
        assertEqual(rebuild(true));
    }

    /** Of one user alone: alerts of other tests' users may still be opened meanwhile. */
    private long decidedFor(String user) {
        return count("SELECT count(*) FROM alert WHERE user_id = $1 AND decided_at IS NOT NULL", user);
    }

    private static StartResponse rebuild(boolean compare) {
        ManagedChannel channel = ManagedChannelBuilder.forAddress("localhost", TestServers.grpcPort())
                .usePlaintext()
                .build();
        try {
            var answers = RebuildServiceGrpc.newBlockingStub(channel)
                    .start(StartRequest.newBuilder()
                            .setProjection("push")
                            .setCompare(compare)
                            .build());
            StartResponse last = answers.next();
            while (answers.hasNext()) {
                last = answers.next();
            }
            return last;
        } finally {
            channel.shutdownNow();
        }
    }

    private static void assertEqual(StartResponse compared) {
        assertThat(compared.getTablesList())
                .extracting(table -> table.getTable())
                .containsExactly("conversation", "member");
        assertThat(rows(compared)).isEmpty();
    }

    private static List<String> rows(StartResponse compared) {
        return compared.getTablesList().stream()
                .flatMap(table -> table.getFirstList().stream()
                        .map(row -> table.getTable() + ": " + row.getKey() + " " + row.getKind()))
                .toList();
    }
}
