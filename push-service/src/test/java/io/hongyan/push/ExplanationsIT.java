package io.hongyan.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import io.hongyan.embedded.ApnsNotification;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.push.v1.AlertExplanation;
import io.hongyan.proto.push.v1.AlertObstacle;
import io.hongyan.proto.push.v1.ConversationAlerts;
import io.hongyan.proto.push.v1.ExplainAlertRequest;
import io.hongyan.proto.push.v1.ExplainAlertResponse;
import io.hongyan.proto.push.v1.NoAlert;
import io.hongyan.proto.push.v1.PushDecision;
import io.hongyan.proto.push.v1.PushOutcome;
import io.hongyan.proto.push.v1.PushPreferences;
import io.hongyan.proto.push.v1.PushPreview;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.proto.push.v1.PushReason;
import io.hongyan.proto.push.v1.QuietHours;
import io.hongyan.proto.push.v1.RenderedAlert;
import io.hongyan.proto.push.v1.SetConversationAlertsRequest;
import io.hongyan.proto.push.v1.SetPreferencesRequest;
import io.hongyan.proto.push.v1.WebPushKeys;
import io.hongyan.push.testing.Browser;
import io.hongyan.push.testing.LocalServer.Said;
import io.hongyan.push.testing.PushTest;
import io.hongyan.push.testing.Talk;
import io.hongyan.push.testing.Vendors;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What devices would be told, and why: asked of the service, beside what it really tells them. */
@QuarkusTest
class ExplanationsIT extends PushTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String alice = user("alice");
    private final String bob = user("bob");
    private final Talk talk = Talk.between(alice, bob);

    @Test
    void whatIsExplainedIsWhatIsSentAndNothingIsSentByIt() throws Exception {
        String token = phone(bob);
        neighbours.badges.put(bob, 3L);
        Event said = said("hello");
        awaitDecisions(bob, "SENT NOT_CONFIRMED");
        ApnsNotification sent = neighbours.alertsTo(token).getFirst();
        PushDecision decided = log.decided(bob).getFirst();

        AlertExplanation explained = explain(said).getDevices(0);

        assertThat(explained.getOutcome()).isEqualTo(PushOutcome.PUSH_OUTCOME_SENT);
        assertThat(explained.getReason()).isEqualTo(PushReason.PUSH_REASON_NOT_CONFIRMED);
        assertThat(explained.getObstaclesList()).isEmpty();
        assertThat(explained.getPutBack()).isEmpty();
        assertThat(explained.getDecisionId()).isEqualTo(decided.getDecisionId());
        RenderedAlert alert = explained.getAlert();
        assertThat(JSON.readTree(alert.getPayload())).isEqualTo(JSON.readTree(sent.payload()));
        assertThat(alert.getHeadersMap())
                .containsEntry("apns-id", String.valueOf(sent.apnsId()))
                .containsEntry("apns-topic", sent.topic())
                .containsEntry("apns-collapse-id", String.valueOf(sent.collapseId()))
                .containsEntry("apns-priority", String.valueOf(sent.priority()))
                .containsEntry("apns-push-type", String.valueOf(sent.pushType()));
        assertThat(alert.getTitle()).isEqualTo(alice);
        assertThat(alert.getBody()).isEqualTo("hello");
        assertThat(alert.getBadge()).isEqualTo(3);
        assertThat(alert.getMessages()).isEqualTo(1);
        assertThat(neighbours.attempts)
                .filteredOn(one -> one.token().equals(token))
                .hasSize(1);
        assertThat(log.decided(bob)).hasSize(1);
    }

    @Test
    void aMessageThatNobodyWasToldOfIsExplainedAndLeavesNoTrace() {
        phone(bob);
        Event said = talk.says(alice, "before bob was anybody");
        log.write(said.toBuilder().setMessageSent(MessageSent.newBuilder()).build()); // not countable: opens nothing
        neighbours.archive.add(said);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> count("SELECT count(*) FROM member WHERE user_id = $1", bob) == 1);
        long before = rows();

        AlertExplanation explained = explain(said).getDevices(0);

        assertThat(explained.getOutcome()).isEqualTo(PushOutcome.PUSH_OUTCOME_SENT);
        assertThat(rows()).isEqualTo(before);
        assertThat(log.decided(bob)).isEmpty();
        assertThat(neighbours.attempts).noneMatch(attempt -> attempt.payload().contains("before bob was anybody"));
    }

    @Test
    void everythingThatSpeaksAgainstItIsNamedForEachDeviceWithItsEnd() {
        phone(bob);
        phone(bob, "tablet");
        Event said = said("hello");
        awaitDecisions(bob, "SENT NOT_CONFIRMED", "SENT NOT_CONFIRMED");
        long tomorrow = Instant.now().plus(Duration.ofDays(1)).toEpochMilli();
        ZonedDateTime now = Instant.now().atZone(ZoneOffset.UTC);
        int minute = now.getHour() * 60 + now.getMinute();
        preferences.setPreferences(SetPreferencesRequest.newBuilder()
                .setUserId(bob)
                .setPreferences(PushPreferences.newBuilder()
                        .setQuietHours(QuietHours.newBuilder()
                                .setTimeZone("UTC")
                                .setFromMinute((minute + 1430) % 1440)
                                .setUntilMinute((minute + 30) % 1440)))
                .build());
        preferences.setConversationAlerts(SetConversationAlertsRequest.newBuilder()
                .setUserId(bob)
                .setConversationId(talk.id())
                .setAlerts(ConversationAlerts.newBuilder().setMutedUntilMs(tomorrow))
                .build());
        neighbours.foreground.add(bob);
        neighbours.foregroundDevices.put(bob, "tablet");

        List<AlertExplanation> both = explain(said).getDevicesList();

        assertThat(both).extracting(AlertExplanation::getDeviceId).containsExactly("phone", "tablet");
        assertThat(both).allSatisfy(one -> assertThat(one.getOutcome()).isEqualTo(PushOutcome.PUSH_OUTCOME_SUPPRESSED));
        assertThat(both).allSatisfy(one -> assertThat(one.getUntilMs()).isEqualTo(tomorrow));
        assertThat(reasons(both.getFirst()))
                .containsExactly(
                        PushReason.PUSH_REASON_MUTED,
                        PushReason.PUSH_REASON_QUIET_HOURS,
                        PushReason.PUSH_REASON_ACTIVE_ELSEWHERE);
        assertThat(reasons(both.getLast()))
                .containsExactly(
                        PushReason.PUSH_REASON_MUTED,
                        PushReason.PUSH_REASON_QUIET_HOURS,
                        PushReason.PUSH_REASON_AWAITING_CONFIRMATION);
        assertThat(both.getFirst().getObstacles(1).getOutcome()).isEqualTo(PushOutcome.PUSH_OUTCOME_DEFERRED);
        assertThat(Instant.ofEpochMilli(both.getFirst().getObstacles(1).getUntilMs()))
                .isBetween(Instant.now(), Instant.now().plus(Duration.ofMinutes(31)));
        assertThat(both).allSatisfy(one -> assertThat(one.getAlert().getBody()).isEqualTo("hello"));
    }

    @Test
    void oneDeviceIsExplainedInItsLanguageAndAsMuchAsItsUserWants() {
        phone(bob);
        devices.registerDevice(registration(bob, "tablet", PushProvider.PUSH_PROVIDER_APNS, "io.hongyan.app", token())
                .setLanguage("es-MX")
                .build());
        preferences.setPreferences(SetPreferencesRequest.newBuilder()
                .setUserId(bob)
                .setPreferences(PushPreferences.newBuilder().setPreview(PushPreview.PUSH_PREVIEW_NOTHING))
                .build());
        Event said = said("a secret");
        awaitDecisions(bob, "SENT NOT_CONFIRMED", "SENT NOT_CONFIRMED");

        ExplainAlertResponse explained =
                explanations.explainAlert(request(said).setDeviceId("tablet").build());

        assertThat(explained.getDevicesList()).hasSize(1);
        RenderedAlert alert = explained.getDevices(0).getAlert();
        assertThat(alert.getLanguage()).isEqualTo("es-MX");
        assertThat(alert.getPreview()).isEqualTo(PushPreview.PUSH_PREVIEW_NOTHING);
        assertThat(alert.getBody()).isEqualTo("Mensaje nuevo");
        assertThat(alert.getTitle()).isEmpty();
        assertThat(explained.toString()).doesNotContain("secret").doesNotContain(alice + "\"");
    }

    @Test
    void otherProvidersAreExplainedInTheirOwnWordsWithoutTheAddress() {
        vendors.google.giveTokens();
        vendors.google.acceptMessages();
        vendors.pushService.answer(Said.of(201));
        vendors.hook.answer(Said.of(204));
        var browser = Browser.subscribed();
        String fcm = "fcm-" + bob;
        String hook = "hook-" + bob;
        register(bob, "android", PushProvider.PUSH_PROVIDER_FCM, Vendors.ANDROID, fcm);
        register(bob, "vendor", PushProvider.PUSH_PROVIDER_HOOK, Vendors.VENDOR, hook);
        String endpoint = vendors.pushService.uri("/" + bob).toString();
        devices.registerDevice(registration(bob, "web", PushProvider.PUSH_PROVIDER_WEB_PUSH, Vendors.WEB, endpoint)
                .setWebPush(WebPushKeys.newBuilder()
                        .setP256Dh(ByteString.copyFrom(browser.keys().p256dh()))
                        .setAuth(ByteString.copyFrom(browser.keys().auth())))
                .build());
        Event said = said("hello");
        awaitDecisions(bob, "SENT NOT_CONFIRMED", "SENT NOT_CONFIRMED", "SENT NOT_CONFIRMED");

        List<AlertExplanation> all = explain(said).getDevicesList();

        assertThat(all).allSatisfy(one -> assertThat(one.getOutcome()).isEqualTo(PushOutcome.PUSH_OUTCOME_SENT));
        assertThat(all)
                .extracting(one -> one.getAlert().getProvider())
                .containsExactly(
                        PushProvider.PUSH_PROVIDER_FCM,
                        PushProvider.PUSH_PROVIDER_HOOK,
                        PushProvider.PUSH_PROVIDER_WEB_PUSH);
        assertThat(all.get(0).getAlert().getPayload()).contains("\"notification\"", "\"body\":\"hello\"");
        assertThat(all.get(1).getAlert().getPayload()).contains("\"app_id\":\"" + Vendors.VENDOR, "\"body\":\"hello\"");
        assertThat(all.get(2).getAlert().getPayload()).contains("\"body\":\"hello\"");
        assertThat(all.get(2).getAlert().getHeadersMap()).containsEntry("Urgency", "high");
        assertThat(all.toString()).doesNotContain(fcm).doesNotContain(hook).doesNotContain(endpoint);
    }

    @Test
    void whereNothingIsEverDecidedThatIsSaid() {
        phone(bob);
        Event own = talk.says(bob, "mine");
        Event silent = talk.whispers(alice, "psst");
        neighbours.archive.addAll(List.of(own, silent));

        assertThat(explain(own).getNoAlert()).isEqualTo(NoAlert.NO_ALERT_OWN_MESSAGE);
        assertThat(explain(silent).getNoAlert()).isEqualTo(NoAlert.NO_ALERT_SILENT_MESSAGE);
        assertThat(explain(own).getDevicesList()).isEmpty();
    }

    @Test
    void whoHasNoDeviceGetsNoneExplained() {
        Event said = talk.says(alice, "hello");
        neighbours.archive.add(said);

        assertThat(explain(said).getDevicesList()).isEmpty();
        assertThat(explain(said).getNoAlert()).isEqualTo(NoAlert.NO_ALERT_UNSPECIFIED);
    }

    @Test
    void whatCannotBeExplainedIsRefusedWithItsOwnStatus() {
        phone(bob);
        Event said = talk.says(alice, "hello");
        Event takenBack = talk.says(alice, "oops").toBuilder()
                .setMessageSent(MessageSent.newBuilder().setCountable(true))
                .build();
        Event recall = talk.recalls(alice, 2);
        neighbours.archive.addAll(List.of(said, takenBack, recall));
        String stranger = user("stranger");
        neighbours.strangers.add(stranger);
        String unlucky = user("unlucky");
        neighbours.archiveFails.add(unlucky);

        refused("INVALID_ARGUMENT: seq must be at least 1.", request(said).setSeq(0));
        refused(
                "INVALID_ARGUMENT: device_id must be 1 to 64 characters",
                request(said).setDeviceId("a b"));
        refused(
                "INVALID_ARGUMENT: user_id must be 1 to 64 characters",
                request(said).setUserId(""));
        refused(
                "INVALID_ARGUMENT: device_id is none of the user's devices that can be alerted.",
                request(said).setDeviceId("fridge"));
        refused(
                "PERMISSION_DENIED: The user never was in this conversation",
                request(said).setUserId(stranger));
        refused(
                "NOT_FOUND: The user can see nothing with this number",
                request(said).setSeq(99));
        refused("NOT_FOUND: What has this number is no message.", request(recall));
        refused("FAILED_PRECONDITION: The message was taken back", request(takenBack));
        refused("UNAVAILABLE: history-service", request(said).setUserId(unlucky));
    }

    @Test
    void withoutTheBadgeNothingIsExplainedAndWithoutPresenceAConfirmationIsAwaited() {
        phone(bob);
        Event said = said("hello");
        awaitDecisions(bob, "SENT NOT_CONFIRMED");

        neighbours.presenceFails.add(bob);
        AlertExplanation explained = explain(said).getDevices(0);
        neighbours.unreadFails.add(bob);

        assertThat(explained.getReason()).isEqualTo(PushReason.PUSH_REASON_AWAITING_CONFIRMATION);
        refused("UNAVAILABLE: The unread role does not say what the badge would be", request(said));
    }

    private Event said(String text) {
        Event event = talk.says(alice, text);
        neighbours.archive.add(event);
        log.write(event);
        return event;
    }

    /** What an alert would leave behind of bob. */
    private long rows() {
        return count(
                "SELECT (SELECT count(*) FROM alert WHERE user_id = $1)"
                        + " + (SELECT count(*) FROM decision_outbox WHERE user_id = $1)"
                        + " + (SELECT count(*) FROM alert_message WHERE conversation_id = $2)",
                bob,
                talk.id());
    }

    private ExplainAlertResponse explain(Event said) {
        return explanations.explainAlert(request(said).build());
    }

    private ExplainAlertRequest.Builder request(Event said) {
        return ExplainAlertRequest.newBuilder()
                .setUserId(bob)
                .setConversationId(said.getConversationId())
                .setSeq(said.getSeq());
    }

    private void refused(String message, ExplainAlertRequest.Builder request) {
        assertThatThrownBy(() -> explanations.explainAlert(request.build())).hasMessageStartingWith(message);
    }

    private static List<PushReason> reasons(AlertExplanation explained) {
        return explained.getObstaclesList().stream()
                .map(AlertObstacle::getReason)
                .toList();
    }
}
