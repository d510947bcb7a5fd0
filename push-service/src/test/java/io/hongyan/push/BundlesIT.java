package io.hongyan.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.push.v1.PushDecision;
import io.hongyan.proto.push.v1.PushReason;
import io.hongyan.push.testing.PushTest;
import io.hongyan.push.testing.Talk;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Many messages at once are one alert. */
@QuarkusTest
@TestProfile(BundlesIT.Bundling.class)
class BundlesIT extends PushTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MESSAGES = 30;

    /** As it is by default, and shorter. */
    public static final class Bundling implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("hongyan.push.decision.bundle-within", "2s");
        }
    }

    @Test
    void aBurstIsOneAlertAfterTheFirstWithTheCountAndTheLastText() {
        String alice = user("alice");
        String bob = user("bob");
        String token = phone(bob);
        var talk = Talk.between(alice, bob);
        log.write(talk.says(alice, "hello"));
        awaitDecisions(bob, "SENT NOT_CONFIRMED");

        log.write(IntStream.rangeClosed(1, MESSAGES)
                .mapToObj(i -> talk.says(alice, "message " + i))
                .toArray(Event[]::new));
        awaitAllDecided(bob, MESSAGES + 1);

        List<JsonNode> shown = neighbours.alertsTo(token).stream()
                .map(alert -> json(alert.payload()))
                .toList();
        // Batches of ten are taken up two at once here: an alert may have gone before the last message was taken up.
        assertThat(shown).hasSizeBetween(2, 4);
        assertThat(ranges(shown))
                .isEqualTo(IntStream.rangeClosed(1, MESSAGES + 1).boxed().toList());
        assertThat(shown.getFirst().at("/aps/alert/body").asText()).isEqualTo("hello");
        JsonNode last = shown.stream()
                .filter(alert -> alert.path("seq").asInt() == MESSAGES + 1)
                .findFirst()
                .orElseThrow();
        assertThat(last.at("/aps/alert/body").asText()).isEqualTo("message " + MESSAGES);
        assertThat(last.path("messages").asInt()).isGreaterThan(1);
        assertThat(neighbours.alertsTo(token))
                .extracting(alert -> alert.collapseId())
                .containsOnly(talk.id());
    }

    @Test
    void everyMessageIsAccountedForOnTheTopic() {
        String alice = user("alice");
        String bob = user("bob");
        String token = phone(bob);
        var talk = Talk.between(alice, bob);

        log.write(talk.says(alice, "one"), talk.says(alice, "two"), talk.says(alice, "three"));
        awaitAllDecided(bob, 3);

        List<PushDecision> decided = log.decided(bob);
        List<String> sent = decided.stream()
                .filter(decision -> decision.getReason() == PushReason.PUSH_REASON_NOT_CONFIRMED)
                .map(PushDecision::getDecisionId)
                .toList();
        assertThat(neighbours.alertsTo(token).stream().map(alert -> alert.apnsId()))
                .containsExactlyInAnyOrderElementsOf(sent);
        assertThat(decided)
                .filteredOn(decision -> decision.getReason() == PushReason.PUSH_REASON_BUNDLED)
                .allSatisfy(decision -> assertThat(sent).contains(decision.getToldWith()));
        assertThat(decided)
                .filteredOn(decision -> decision.getReason() == PushReason.PUSH_REASON_NOT_CONFIRMED
                        || decision.getReason() == PushReason.PUSH_REASON_BUNDLED)
                .extracting(PushDecision::getSeq)
                .containsExactlyInAnyOrder(1L, 2L, 3L);
    }

    @Test
    void anAlertThatWaitedDoesNotReplaceThatOfALaterMessage() {
        String alice = user("alice");
        String bob = user("bob");
        String token = phone(bob);
        neighbours.foreground.add(bob);
        neighbours.foregroundDevices.put(bob, "laptop");
        var talk = Talk.between(alice, bob);
        log.write(talk.says(alice, "one"));
        awaitDecisions(bob, "DEFERRED ACTIVE_ELSEWHERE");
        neighbours.foreground.remove(bob);

        log.write(talk.says(alice, "two"));

        awaitDecisions(bob, "DEFERRED ACTIVE_ELSEWHERE", "SENT NOT_CONFIRMED", "SUPPRESSED BUNDLED");
        assertThat(neighbours.alertsTo(token)).hasSize(1);
        List<PushDecision> decided = log.decided(bob);
        assertThat(decided.getLast().getSeq()).isEqualTo(1);
        assertThat(decided.getLast().getToldWith())
                .isEqualTo(decided.get(1).getDecisionId())
                .isEqualTo(neighbours.alertsTo(token).getFirst().apnsId());
    }

    @Test
    void conversationsDoNotWaitForEachOther() {
        String alice = user("alice");
        String bob = user("bob");
        String carol = user("carol");
        String token = phone(bob);
        log.write(Talk.between(alice, bob).says(alice, "one"));
        awaitDecisions(bob, "SENT NOT_CONFIRMED");

        log.write(Talk.between(carol, bob).says(carol, "two"));

        awaitDecisions(bob, "SENT NOT_CONFIRMED", "SENT NOT_CONFIRMED");
        assertThat(neighbours.alertsTo(token)).hasSize(2);
    }

    @Test
    void afterReadingTheCountBeginsAnew() {
        String alice = user("alice");
        String bob = user("bob");
        String token = phone(bob);
        var talk = Talk.between(alice, bob);
        log.write(talk.says(alice, "one"));
        awaitDecisions(bob, "SENT NOT_CONFIRMED");
        log.write(talk.reads(bob, 1), talk.says(alice, "two"));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> neighbours.alertsTo(token).stream()
                        .anyMatch(alert -> json(alert.payload()).path("seq").asInt() == 2));

        JsonNode last = neighbours.alertsTo(token).stream()
                .map(alert -> json(alert.payload()))
                .filter(alert -> alert.path("seq").asInt() == 2)
                .findFirst()
                .orElseThrow();
        assertThat(last.has("messages")).isFalse();
    }

    /** The messages that alerts speak of, in the order the phone was sent them. */
    private static List<Integer> ranges(List<JsonNode> alerts) {
        return alerts.stream()
                .flatMap(alert -> {
                    int last = alert.path("seq").asInt();
                    return IntStream.rangeClosed(alert.path("first_seq").asInt(last), last)
                            .boxed();
                })
                .toList();
    }

    private void awaitAllDecided(String user, long messages) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> count("SELECT count(*) FROM alert WHERE user_id = $1 AND told_at IS NOT NULL", user)
                        == messages);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> log.decided(user).stream()
                                .filter(decision -> decision.getReason() == PushReason.PUSH_REASON_NOT_CONFIRMED
                                        || decision.getReason() == PushReason.PUSH_REASON_BUNDLED)
                                .count()
                        == messages);
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
