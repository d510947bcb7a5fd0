package io.hongyan.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.push.testing.LocalServer;
import io.hongyan.push.testing.LocalServer.Said;
import io.hongyan.push.testing.PushTest;
import io.hongyan.push.testing.Talk;
import io.hongyan.push.testing.Vendors;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A provider that hangs is felt by its own app's devices and by nobody else's: neither by another provider's nor by
 * another app's of the same provider; nor is an app that may send only so much in a second. With far more alerts than its lane has room for, and than are taken up at once.
 */
@QuarkusTest
class IsolationIT extends PushTest {

    private static final String SENT = "SENT NOT_CONFIRMED";
    private static final int MANY = 150;
    private static final int LANE = 20; // so many under way, and 60 waiting, are what a lane takes here

    @AfterEach
    void calm() {
        vendors.google.acceptMessages();
        vendors.line.cut();
    }

    @Test
    void whileFcmHangsApnsIsNotDelayedAndWhenItAnswersAgainNothingIsLost() {
        vendors.google.answerMessages(new Said.Never());
        List<String> members = members("f", PushProvider.PUSH_PROVIDER_FCM, Vendors.ANDROID, "fcm-");
        String bob = user("bob");
        String phone = phone(bob);
        long givenUp = answers("unavailable", Vendors.ANDROID);
        long accepted = answers("accepted", Vendors.ANDROID);
        long full = putBack("full", Vendors.ANDROID);
        long resting = putBack("resting", Vendors.ANDROID);

        say(members);
        await().until(() -> inFlight(Vendors.ANDROID) == LANE);
        log.write(Talk.between(bob, user("alice")).says("alice", "hello"));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> neighbours.alertsTo(phone).size() == 1);
        // Not one of those that hang had been given up by then: he did not wait for that.
        assertThat(answers("unavailable", Vendors.ANDROID)).isEqualTo(givenUp);
        await().untilAsserted(() -> assertThat(putBack("full", Vendors.ANDROID)).isGreaterThan(full));
        assertThat(get("/q/health/ready")).doesNotContain("DOWN");

        await().atMost(Duration.ofSeconds(20)).until(() -> putBack("resting", Vendors.ANDROID) > resting);
        vendors.google.acceptMessages();

        await().atMost(Duration.ofSeconds(60)).until(() -> answers("accepted", Vendors.ANDROID) >= accepted + MANY);
        awaitDecisions(members.getFirst(), SENT);
        awaitDecisions(members.getLast(), SENT);
        assertThat(vendors.google.server().received())
                .extracting(request -> request.text().replaceFirst(".*\"token\":\"([^\"]+)\".*", "$1"))
                .contains(members.stream().map(member -> "fcm-" + member).toArray(String[]::new));
    }

    @Test
    void whileOneAppsConnectionToApnsHangsAnotherAppsIsNotDelayed() {
        List<String> members = IntStream.range(0, MANY)
                .mapToObj(i -> {
                    String user = user("a");
                    register(user, "phone", PushProvider.PUSH_PROVIDER_APNS, Vendors.SECOND, token());
                    return user;
                })
                .toList();
        String bob = user("bob");
        String phone = phone(bob);
        vendors.line.swallow();
        long before = answers("unavailable", Vendors.SECOND);

        say(members);
        await().until(() -> inFlight(Vendors.SECOND) == LANE);
        log.write(Talk.between(bob, user("alice")).says("alice", "hello"));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> neighbours.alertsTo(phone).size() == 1);
        assertThat(answers("unavailable", Vendors.SECOND)).isEqualTo(before);

        await().atMost(Duration.ofSeconds(20)).until(() -> answers("unavailable", Vendors.SECOND) > before);
        vendors.line.cut();
        awaitDecisions(members.getFirst(), SENT);
        awaitDecisions(members.getLast(), SENT);
    }

    @Test
    void anAppThatMaySendSoManyInASecondSendsNoMoreAndNobodyElseWaitsForIt() {
        List<String> members = members("s", PushProvider.PUSH_PROVIDER_HOOK, Vendors.SLOW, "slow-");
        String bob = user("bob");
        String phone = phone(bob);

        say(members);
        await().atMost(Duration.ofSeconds(20)).until(() -> putBack("limited", Vendors.SLOW) > 0);
        log.write(Talk.between(bob, user("alice")).says("alice", "hello"));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> neighbours.alertsTo(phone).size() == 1);
        assertThat(slow()).hasSizeLessThan(MANY);
        await().atMost(Duration.ofSeconds(60)).until(() -> slow().size() == MANY);
        awaitDecisions(members.getFirst(), SENT);
        awaitDecisions(members.getLast(), SENT);
        // At that pace they take close to five seconds. What was late at the beginning, and what the way to the hook
        // took, is
        // less than two.
        assertThat(Duration.between(slow().getFirst(), slow().getLast())).isGreaterThan(Duration.ofSeconds(3));
    }

    private List<Instant> slow() {
        return vendors.hook.received().stream()
                .filter(request -> request.text().contains(Vendors.SLOW))
                .map(LocalServer.Received::at)
                .toList();
    }

    private List<String> members(String name, PushProvider provider, String app, String token) {
        return IntStream.range(0, MANY)
                .mapToObj(i -> {
                    String user = user(name);
                    register(user, "phone", provider, app, token + user);
                    return user;
                })
                .toList();
    }

    private void say(List<String> members) {
        String alice = user("alice");
        var group = Talk.group(alice);
        log.write(group.created("Many", alice, members.toArray(String[]::new)), group.says(alice, "hello"));
    }

    private long inFlight(String app) {
        return sum("hongyan_push_provider_in_flight", "", app);
    }

    private long answers(String answer, String app) {
        return sum("hongyan_push_provider_latency_seconds_count", "answer=\"" + answer + "\"", app);
    }

    private long putBack(String why, String app) {
        return sum("hongyan_push_provider_put_back_total", "why=\"" + why + "\"", app);
    }

    private long sum(String metric, String label, String app) {
        return get("/q/metrics")
                .lines()
                .filter(line ->
                        line.startsWith(metric + "{") && line.contains(label) && line.contains("app=\"" + app + "\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
