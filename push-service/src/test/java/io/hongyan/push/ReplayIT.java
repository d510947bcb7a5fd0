package io.hongyan.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.push.decision.DecisionConfig;
import io.hongyan.push.decision.postgres.AlertStore;
import io.hongyan.push.decision.postgres.Retention;
import io.hongyan.push.testing.PushTest;
import io.hongyan.push.testing.Talk;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ReplayIT extends PushTest {

    private static final String SENT = "SENT NOT_CONFIRMED";

    @Inject
    AlertStore alerts;

    @Inject
    Retention retention;

    @Inject
    DecisionConfig config;

    @Test
    void replayFromTheBeginningSendsNothingAgain() {
        String alice = user("alice");
        String bob = user("bob");
        String token = phone(bob);
        var talk = Talk.between(alice, bob);
        log.write(talk.says(alice, "one"));
        awaitDecisions(bob, SENT);
        log.write(talk.mutes(bob, true), talk.says(alice, "two"));
        awaitDecisions(bob, SENT, "SUPPRESSED MUTED");

        long partitions = partitionsRead();
        forgetTheLog();
        joinTheGroupForAMoment();
        await().atMost(Duration.ofSeconds(20)).until(() -> partitionsRead() == partitions);
        log.write(talk.mutes(bob, false), talk.says(alice, "three"));

        awaitDecisions(bob, SENT, "SUPPRESSED MUTED", SENT);
        assertThat(neighbours.alertsTo(token)).hasSize(2);
    }

    @Test
    void theSameEventTwiceIsOneAlert() {
        String alice = user("alice");
        String bob = user("bob");
        String token = phone(bob);
        var talk = Talk.between(alice, bob);
        Event once = talk.says(alice, "once");

        log.write(once, once, talk.says(alice, "twice"));

        awaitDecisions(bob, SENT, SENT);
        assertThat(neighbours.alertsTo(token)).hasSize(2);
    }

    @Test
    void rebuildingTheAudienceFindsDecisionsMade() {
        String alice = user("alice");
        String bob = user("bob");
        String token = phone(bob);
        var talk = Talk.between(alice, bob);
        Event hello = talk.says(alice, "hello");
        log.write(hello);
        awaitDecisions(bob, SENT);

        run("DELETE FROM member WHERE conversation_id = '%s'".formatted(talk.id()));
        run("DELETE FROM conversation WHERE conversation_id = '%s'".formatted(talk.id()));
        log.write(hello, talk.says(alice, "again"));

        awaitDecisions(bob, SENT, SENT);
        assertThat(neighbours.alertsTo(token)).hasSize(2);
        assertThat(log.decided(bob)).extracting(decision -> decision.getSeq()).containsExactly(1L, 2L);
    }

    /** The rows of a projection rebuilt from the log once differed, where a poll had cut it elsewhere. */
    @Test
    void theAudienceIsTheSameHoweverTheLogIsCut() {
        var atOnce = Talk.group("at" + System.nanoTime());
        var byAndBy = Talk.group("by" + System.nanoTime());

        log.write(atOnce.created("Group", "a", "b"), atOnce.removes("a", "b"), atOnce.says("a", "alone"));
        log.write(byAndBy.created("Group", "a", "b"));
        awaitRevision(byAndBy, 1);
        log.write(byAndBy.removes("a", "b"));
        awaitRevision(byAndBy, 2);
        log.write(byAndBy.says("a", "alone"));
        awaitRevision(byAndBy, 3);
        awaitRevision(atOnce, 3);

        String rows =
                "SELECT sum(joined_seq) * 10 + count(*) FILTER (WHERE present) FROM member WHERE conversation_id = $1";
        assertThat(count(rows, atOnce.id()))
                .isEqualTo(count(rows, byAndBy.id()))
                .isEqualTo(21);
    }

    @Test
    void poisonLeavesByTheDeadLettersAndTheRestGoesOn() {
        String alice = user("alice");
        String bob = user("bob");
        phone(bob);
        var talk = Talk.between(alice, bob);

        log.write(talk.id(), "rubbish".getBytes(UTF_8));
        log.write("d:x:y", talk.says(alice, "under a foreign key").toByteArray());
        log.write(talk.says(alice, "good"));

        awaitDecisions(bob, SENT);
        // Two keys, two partitions: neither is before the other.
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(log.read(Topics.deadLetters(Topics.EVENTS)))
                        .filteredOn(dead -> List.of(talk.id(), "d:x:y").contains(dead.key()))
                        .extracting(dead -> CloudEvents.text(dead.headers(), "hongyan-error-code"))
                        .containsExactlyInAnyOrder("UNDECODABLE", "INVALID"));
    }

    @Test
    void whatACrashLeftTakenUpIsTakenUpAgainAfterTheLease() {
        String alice = user("alice");
        String bob = user("bob");
        String token = phone(bob);
        neighbours.foreground.add(bob);
        var talk = Talk.between(alice, bob);
        log.write(talk.says(alice, "hello"));
        awaitDecisions(bob, "DEFERRED AWAITING_CONFIRMATION");

        var crashed = alerts.take(Instant.now().plusSeconds(3), Instant.now().plusSeconds(4), 10)
                .await()
                .atMost(Duration.ofSeconds(5));

        assertThat(crashed).extracting(taken -> taken.trigger().userId()).containsExactly(bob);
        awaitDecisions(bob, "DEFERRED AWAITING_CONFIRMATION", SENT);
        assertThat(neighbours.alertsTo(token)).hasSize(1);
    }

    @Test
    void decisionsOutliveTheWordsOfTheirMessages() {
        String alice = user("alice");
        String bob = user("bob");
        phone(bob);
        var talk = Talk.between(alice, bob);
        log.write(talk.says(alice, "hello"));
        awaitDecisions(bob, SENT);

        retention.clean(Instant.now().minus(config.keptFor())).await().atMost(Duration.ofSeconds(5));
        long words = count("SELECT count(*) FROM alert_message WHERE conversation_id = $1", talk.id());
        long decisions = count("SELECT count(*) FROM alert WHERE conversation_id = $1", talk.id());
        retention.clean(Instant.now()).await().atMost(Duration.ofSeconds(5));

        assertThat(List.of(words, decisions)).containsExactly(0L, 1L);
        assertThat(count("SELECT count(*) FROM alert WHERE conversation_id = $1", talk.id()))
                .isZero();
    }

    @Test
    void theIdOfADecisionNeverChanges() {
        var row = pool.query("SELECT decision_id('d:alice:bob', 7, 'bob', 'phone') AS id")
                .execute()
                .await()
                .atMost(Duration.ofSeconds(5))
                .iterator()
                .next();

        assertThat(row.getUUID("id")).hasToString("a079008e-8ed3-8575-b8e3-13f72e611ec4");
    }

    private void awaitRevision(Talk talk, long revision) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> count(
                                "SELECT count(*) FROM conversation WHERE conversation_id = $1 AND revision = "
                                        + revision,
                                talk.id())
                        == 1);
    }

    private void forgetTheLog() {
        run("UPDATE projection_position SET next_offset = 0");
    }

    /** Another member makes Kafka hand out the partitions anew, whereupon the consumer goes to its stored position. */
    private void joinTheGroupForAMoment() {
        String servers = ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class);
        try (var guest = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "group.id", "hongyan-push", "enable.auto.commit", "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            guest.subscribe(List.of(Topics.EVENTS));
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                guest.poll(Duration.ofMillis(100));
                return !guest.assignment().isEmpty();
            });
        }
    }

    /** Those with nothing in them are never read. */
    private long partitionsRead() {
        return count("SELECT count(*) FROM projection_position WHERE next_offset > 0");
    }

    private void run(String statement) {
        pool.query(statement).execute().await().atMost(Duration.ofSeconds(5));
    }
}
