package io.hongyan.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hongyan.proto.push.v1.ConversationAlerts;
import io.hongyan.proto.push.v1.PushPolicy;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.proto.push.v1.SetConversationAlertsRequest;
import io.hongyan.push.testing.LocalServer.Said;
import io.hongyan.push.testing.PushTest;
import io.hongyan.push.testing.Talk;
import io.hongyan.push.testing.Vendors;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens in one conversation while the alert of another one is with its provider. */
@QuarkusTest
class CrossingIT extends PushTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final String alice = user("alice");
    private final String bob = user("bob");
    private final String carol = user("carol");
    private final Talk untold = Talk.between(alice, bob);
    private final Talk told = Talk.between(bob, carol);
    private final String token = "hook-" + bob;
    private final CountDownLatch answers = new CountDownLatch(1);

    @AfterEach
    void answerAgain() {
        answers.countDown();
        vendors.hook.answer(Said.of(204));
    }

    @Test
    void whatIsReadMeanwhileElsewhereLeavesTheBadge() {
        anAlertIsWithItsProviderWhoseBadgeCountsAnUntoldMessage();

        neighbours.badges.put(bob, 1L);
        log.write(untold.reads(bob, "laptop", 1));
        silentOneWaits("CLEAR");
        answers.countDown();

        await().atMost(WITHIN).until(() -> hooked().size() == 2);
        assertThat(hooked().getLast().path("kind").asText()).isEqualTo("clear");
        assertThat(hooked().getLast().path("badge").asInt()).isEqualTo(1);
    }

    @Test
    void whatIsTakenBackMeanwhileElsewhereLeavesTheBadge() {
        anAlertIsWithItsProviderWhoseBadgeCountsAnUntoldMessage();

        neighbours.badges.put(bob, 1L);
        log.write(untold.recalls(alice, 1));
        silentOneWaits("RECALL");
        answers.countDown();

        await().atMost(WITHIN).until(() -> hooked().size() == 2);
        assertThat(hooked().getLast().path("kind").asText()).isEqualTo("recall");
        assertThat(hooked().getLast().path("badge").asInt()).isEqualTo(1);
    }

    private void anAlertIsWithItsProviderWhoseBadgeCountsAnUntoldMessage() {
        register(bob, "phone", PushProvider.PUSH_PROVIDER_HOOK, Vendors.VENDOR, token);
        preferences.setConversationAlerts(SetConversationAlertsRequest.newBuilder()
                .setUserId(bob)
                .setConversationId(untold.id())
                .setAlerts(ConversationAlerts.newBuilder().setPolicy(PushPolicy.PUSH_POLICY_NONE))
                .build());
        log.write(untold.says(alice, "one"));
        awaitDecisions(bob, "SUPPRESSED POLICY");
        vendors.hook.answer(_ -> {
            awaitRelease();
            return Said.of(204);
        });
        neighbours.badges.put(bob, 2L);
        log.write(told.says(carol, "two"));
        await().atMost(WITHIN).until(() -> hooked().size() == 1);
    }

    /** It has been looked at while the other one was with its provider, and has nothing decided. */
    private void silentOneWaits(String kind) {
        await().atMost(WITHIN)
                .until(() -> count(
                                "SELECT count(*) FROM alert WHERE user_id = $1 AND kind = $2 AND claims > 0"
                                        + " AND decided_at IS NULL",
                                bob,
                                kind)
                        == 1);
    }

    private void awaitRelease() {
        try {
            assertThat(answers.await(WITHIN.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<JsonNode> hooked() {
        return vendors.hook.received().stream()
                .filter(request -> request.text().contains('"' + token + '"'))
                .map(request -> json(request.text()))
                .toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
