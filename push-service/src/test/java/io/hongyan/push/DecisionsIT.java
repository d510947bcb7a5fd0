package io.hongyan.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hongyan.embedded.ApnsNotification;
import io.hongyan.proto.push.v1.ConversationAlerts;
import io.hongyan.proto.push.v1.PushDecision;
import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushPolicy;
import io.hongyan.proto.push.v1.PushPreferences;
import io.hongyan.proto.push.v1.PushPreview;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.proto.push.v1.QuietHours;
import io.hongyan.proto.push.v1.SetConversationAlertsRequest;
import io.hongyan.proto.push.v1.SetPreferencesRequest;
import io.hongyan.push.testing.PushTest;
import io.hongyan.push.testing.Talk;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a device is told depends on the user's other devices, on what the user wants, and on what the device shows already. */
@QuarkusTest
class DecisionsIT extends PushTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SENT = "SENT NOT_CONFIRMED";
    private static final Duration CLEAR_WITHIN = Duration.ofSeconds(2);

    @Test
    void whoIsActiveOnOneDeviceIsAlertedOnOthersOnlyIfNothingComesOfIt() {
        String alice = user("alice");
        String bob = user("bob");
        String token = phone(bob);
        neighbours.foreground.add(bob);
        neighbours.foregroundDevices.put(bob, "laptop");
        var talk = Talk.between(alice, bob);

        log.write(talk.says(alice, "hello"));
        awaitDecisions(bob, "DEFERRED ACTIVE_ELSEWHERE");
        log.write(talk.reads(bob, "laptop", 1), talk.says(alice, "are you there?"));

        awaitDecisions(bob, "DEFERRED ACTIVE_ELSEWHERE", "DEFERRED ACTIVE_ELSEWHERE", "CANCELLED READ", SENT);
        assertThat(bodies(token)).containsExactly("are you there?");
    }

    @Test
    void readingOnOneDeviceClearsTheOthersWithTheExactBadge() {
        String alice = user("alice");
        String bob = user("bob");
        String phone = phone(bob, "phone");
        String tablet = phone(bob, "tablet");
        var talk = Talk.between(alice, bob);
        neighbours.badges.put(bob, 3L);
        log.write(talk.says(alice, "hello"));
        awaitDecisions(bob, SENT, SENT);
        neighbours.badges.put(bob, 2L);

        Instant before = Instant.now();
        log.write(talk.reads(bob, "tablet", 1));

        await().atMost(CLEAR_WITHIN.plusSeconds(18))
                .until(() -> neighbours.alertsTo(phone).size() == 2);
        assertThat(log.decisions(bob)).contains("CLEARED READ");
        PushDecision cleared = log.decided(bob).getLast();
        assertThat(cleared.getBadge()).isEqualTo(2);
        assertThat(Duration.between(before, Instant.ofEpochMilli(cleared.getTimeMs())))
                .isLessThan(CLEAR_WITHIN);
        JsonNode silent = payload(neighbours.alertsTo(phone).getLast());
        assertThat(silent.path("aps").has("alert")).isFalse();
        assertThat(silent.path("aps").path("badge").asInt()).isEqualTo(2);
        assertThat(silent.path("read").path(talk.id()).asLong()).isEqualTo(1);
        assertThat(neighbours.alertsTo(tablet)).hasSize(1);
    }

    @Test
    void whatIsReadInSeveralConversationsGoesAtOnceAndNobodyIsClearedWhoShowsNothing() {
        String alice = user("alice");
        String bob = user("bob");
        String carol = user("carol");
        String phone = phone(bob);
        var one = Talk.between(alice, bob);
        var other = Talk.between(carol, bob);
        log.write(one.says(alice, "one"), other.says(carol, "two"));
        awaitDecisions(bob, SENT, SENT);
        neighbours.badges.put(bob, 0L);

        log.write(one.reads(bob, 1), other.reads(bob, 1));

        // One silent alert for both, or two if they were read from the log apart.
        await().atMost(Duration.ofSeconds(20))
                .until(() -> log.decisions(bob).contains("CLEARED READ")
                        && count("SELECT count(*) FROM alert WHERE user_id = $1 AND decided_at IS NULL", bob) == 0);
        assertThat(count("SELECT badge FROM device WHERE user_id = $1", bob)).isZero();
        assertThat(count("SELECT count(*) FROM alert WHERE user_id = $1 AND outcome = 'CLEARED'", bob))
                .isBetween(1L, 2L);
        assertThat(neighbours.alertsTo(phone).stream()
                        .filter(alert -> payload(alert).path("aps").has("alert")))
                .hasSize(2);
    }

    @Test
    void whoIsStillToBeToldHearsTheLastEditAndNobodyIsToldAgain() {
        String alice = user("alice");
        String bob = user("bob");
        String token = phone(bob);
        var talk = Talk.between(alice, bob);
        log.write(talk.says(alice, "one"));
        awaitDecisions(bob, SENT);
        neighbours.foreground.add(bob);
        neighbours.foregroundDevices.put(bob, "laptop");

        log.write(talk.says(alice, "two"), talk.edits(alice, 1, "not one"));
        awaitDecisions(bob, SENT, "DEFERRED ACTIVE_ELSEWHERE");
        log.write(talk.edits(alice, 2, "three"), talk.reacts(bob, 1, "👍"), talk.edits(alice, 2, "four"));

        awaitDecisions(bob, SENT, "DEFERRED ACTIVE_ELSEWHERE", SENT);
        assertThat(bodies(token)).containsExactly("one", "four");
    }

    @Test
    void whatIsTakenBackIsReplacedOnScreensThatSpeakOfIt() {
        String alice = user("alice");
        String bob = user("bob");
        String phone = phone(bob);
        var talk = Talk.between(alice, bob);
        log.write(talk.says(alice, "one"));
        awaitDecisions(bob, SENT);
        log.write(talk.says(alice, "two"));
        awaitDecisions(bob, SENT, SENT);

        log.write(talk.recalls(alice, 1));
        awaitDecisions(bob, SENT, SENT, "CLEARED RECALLED");
        log.write(talk.recalls(alice, 2));
        awaitDecisions(bob, SENT, SENT, "CLEARED RECALLED", "REWRITTEN RECALLED");

        List<ApnsNotification> shown = neighbours.alertsTo(phone);
        assertThat(payload(shown.get(2)).path("aps").has("alert")).isFalse();
        assertThat(payload(shown.get(3)).at("/aps/alert/body").asText()).isEqualTo("This message was taken back");
        assertThat(shown.get(3).collapseId()).isEqualTo(shown.get(1).collapseId());
        assertThat(payload(shown.get(3)).path("aps").has("sound")).isFalse();
    }

    @Test
    void policiesAreFollowed() {
        String alice = user("alice");
        String bob = user("bob");
        String phone = phone(bob);
        set(bob, PushPreferences.newBuilder().setPolicy(PushPolicy.PUSH_POLICY_MENTIONS));
        var group = Talk.group(bob);

        log.write(group.created("Friends", alice, bob), group.says(alice, "all"));
        awaitDecisions(bob, "SUPPRESSED POLICY");
        log.write(group.mentions(alice, "bob!", bob));

        awaitDecisions(bob, "SUPPRESSED POLICY", SENT);
        assertThat(payload(neighbours.alertsTo(phone).getFirst())
                        .at("/aps/alert/subtitle")
                        .asText())
                .isEqualTo(alice + " mentioned you");
    }

    @Test
    void aMentionBreaksAMuteThoughTheBadgeIsZero() {
        String alice = user("alice");
        String bob = user("bob");
        String phone = phone(bob);
        set(bob, PushPreferences.newBuilder().setMentionsBreakMute(true));
        neighbours.badges.put(bob, 0L);
        var group = Talk.group(bob);

        log.write(group.created("Friends", alice, bob), group.mutes(bob, true), group.says(alice, "all"));
        awaitDecisions(bob, "SUPPRESSED MUTED");
        log.write(group.mentions(alice, "bob!", bob));

        awaitDecisions(bob, "SUPPRESSED MUTED", SENT);
        assertThat(payload(neighbours.alertsTo(phone).getFirst())
                        .at("/aps/badge")
                        .asInt(-1))
                .isZero();
    }

    @Test
    void aConversationIsMutedUntilATimeAndNotLonger() {
        String alice = user("alice");
        String bob = user("bob");
        phone(bob);
        var talk = Talk.between(alice, bob);
        long soon = Instant.now().plusSeconds(3).toEpochMilli();
        preferences.setConversationAlerts(SetConversationAlertsRequest.newBuilder()
                .setUserId(bob)
                .setConversationId(talk.id())
                .setAlerts(ConversationAlerts.newBuilder().setMutedUntilMs(soon))
                .build());

        log.write(talk.says(alice, "too early"));
        awaitDecisions(bob, "SUPPRESSED MUTED");
        await().until(() -> System.currentTimeMillis() > soon);
        log.write(talk.says(alice, "in time"));

        awaitDecisions(bob, "SUPPRESSED MUTED", SENT);
    }

    @Test
    void whatComesInQuietHoursComesAfterThem() {
        String alice = user("alice");
        String bob = user("bob");
        String phone = phone(bob);
        set(bob, PushPreferences.newBuilder().setQuietHours(quietNow(20)));
        var talk = Talk.between(alice, bob);

        log.write(talk.says(alice, "hush"));
        awaitDecisions(bob, "DEFERRED QUIET_HOURS");
        PushDecision deferred = log.decided(bob).getFirst();
        assertThat(Instant.ofEpochMilli(deferred.getUntilMs()))
                .isAfter(Instant.now())
                .isBefore(Instant.now().plus(Duration.ofMinutes(22)));
        assertThat(neighbours.alertsTo(phone)).isEmpty();

        set(bob, PushPreferences.newBuilder());
        dueNow(bob);
        log.write(talk.says(alice, "wakes everybody up"));

        await().atMost(Duration.ofSeconds(20))
                .until(() -> neighbours.alertsTo(phone).size() == 2);
        assertThat(bodies(phone)).containsExactlyInAnyOrder("hush", "wakes everybody up");
    }

    @Test
    void anAlertSaysNoMoreThanItsUserWantsInTheDevicesLanguage() {
        String alice = user("alice");
        String bob = user("bob");
        String token = token();
        devices.registerDevice(registration(bob, "phone", PushProvider.PUSH_PROVIDER_APNS, "io.hongyan.app", token)
                .setLanguage("zh-CN")
                .build());
        set(bob, PushPreferences.newBuilder().setPreview(PushPreview.PUSH_PREVIEW_NOTHING));

        log.write(Talk.between(alice, bob).says(alice, "secret"));

        awaitDecisions(bob, SENT);
        assertThat(payload(neighbours.alertsTo(token).getFirst()).at("/aps/alert"))
                .isEqualTo(json("{\"body\": \"新消息\"}"));
    }

    @Test
    void decisionsSayWhatTheyAreAbout() {
        String alice = user("alice");
        String bob = user("bob");
        phone(bob);
        var talk = Talk.between(alice, bob);
        log.write(talk.says(alice, "one"));
        awaitDecisions(bob, SENT);
        log.write(talk.reads(bob, 1));
        awaitDecisions(bob, SENT, "CLEARED READ");

        assertThat(log.decided(bob))
                .extracting(decision -> decision.getKind().name())
                .containsExactly("PUSH_KIND_MESSAGE", "PUSH_KIND_CLEAR");
        assertThat(log.decided(bob).getLast().getOutcome()).isEqualTo(PushOutcome.PUSH_OUTCOME_CLEARED);
    }

    /** Far more than may be registered here: each is told, and nobody else waits for all of them. */
    @Test
    void aUserWithFiveHundredDevicesIsToldOnEachOnce() {
        String alice = user("alice");
        String bob = user("bob");
        String carol = user("carol");
        String carolsPhone = phone(carol);
        String manyTokens = token().substring(0, 56);
        pool.preparedQuery("""
                        INSERT INTO device (user_id, device_id, provider, app_id, token, registered_at)
                        SELECT $1, 'd' || i, 'APNS', 'io.hongyan.app', $2 || lpad(i::text, 8, '0'), now()
                        FROM generate_series(1, 500) AS i
                        """).execute(Tuple.of(bob, manyTokens)).await().atMost(Duration.ofSeconds(10));

        log.write(Talk.between(alice, bob).says(alice, "hello"));
        log.write(Talk.between(alice, carol).says(alice, "hello"));

        awaitDecisions(carol, SENT);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> count("SELECT count(*) FROM alert WHERE user_id = $1 AND outcome = 'SENT'", bob) == 500);
        assertThat(neighbours.alertsTo(carolsPhone)).hasSize(1);
        assertThat(neighbours.alerts.stream()
                        .map(ApnsNotification::token)
                        .filter(token -> token.startsWith(manyTokens)))
                .hasSize(500)
                .doesNotHaveDuplicates();
    }

    private void set(String user, PushPreferences.Builder wanted) {
        preferences.setPreferences(SetPreferencesRequest.newBuilder()
                .setUserId(user)
                .setPreferences(wanted)
                .build());
    }

    /** From a while ago until so many minutes from now. */
    private static QuietHours quietNow(int minutes) {
        var now = Instant.now().atOffset(ZoneOffset.UTC);
        int minute = now.getHour() * 60 + now.getMinute();
        return QuietHours.newBuilder()
                .setTimeZone("UTC")
                .setFromMinute((minute + 1440 - 60) % 1440)
                .setUntilMinute((minute + minutes) % 1440)
                .build();
    }

    private void dueNow(String user) {
        pool.query("UPDATE alert SET due_at = now() WHERE user_id = '%s' AND decided_at IS NULL".formatted(user))
                .execute()
                .await()
                .atMost(Duration.ofSeconds(5));
    }

    private List<String> bodies(String token) {
        return neighbours.alertsTo(token).stream()
                .map(alert -> payload(alert).at("/aps/alert/body").asText())
                .toList();
    }

    private static JsonNode payload(ApnsNotification alert) {
        return json(alert.payload());
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
