package io.hongyan.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.proto.push.v1.AlertReport;
import io.hongyan.proto.push.v1.ConversationAlerts;
import io.hongyan.proto.push.v1.GetPreferencesRequest;
import io.hongyan.proto.push.v1.GetPreferencesResponse;
import io.hongyan.proto.push.v1.PushPolicy;
import io.hongyan.proto.push.v1.PushPreferences;
import io.hongyan.proto.push.v1.PushPreview;
import io.hongyan.proto.push.v1.QuietHours;
import io.hongyan.proto.push.v1.ReportAlertRequest;
import io.hongyan.proto.push.v1.SetConversationAlertsRequest;
import io.hongyan.proto.push.v1.SetPreferencesRequest;
import io.hongyan.push.testing.PushTest;
import io.hongyan.push.testing.Talk;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What users want is kept, and what cannot be wanted is refused; what devices report is counted. */
@QuarkusTest
class PreferencesIT extends PushTest {

    private static final PushPreferences WANTED = PushPreferences.newBuilder()
            .setPolicy(PushPolicy.PUSH_POLICY_MENTIONS)
            .setPreview(PushPreview.PUSH_PREVIEW_SENDER)
            .setMentionsBreakMute(true)
            .setQuietHours(QuietHours.newBuilder()
                    .setTimeZone("Asia/Shanghai")
                    .setFromMinute(1320)
                    .setUntilMinute(420)
                    .setMentionsComeThrough(true))
            .build();

    @Test
    void whoHasSaidNothingHasTheDefaults() {
        assertThat(of(user("bob")))
                .isEqualTo(GetPreferencesResponse.newBuilder()
                        .setPreferences(PushPreferences.getDefaultInstance())
                        .build());
    }

    @Test
    void whatWasSetLastIsWhatIsWanted() {
        String bob = user("bob");
        long soon = System.currentTimeMillis() + 60_000;
        var muted = ConversationAlerts.newBuilder().setMutedUntilMs(soon).build();

        set(
                bob,
                PushPreferences.newBuilder()
                        .setPolicy(PushPolicy.PUSH_POLICY_NONE)
                        .build());
        set(bob, WANTED);
        about(bob, "d:alice:" + bob, muted);
        about(bob, "d:adam:" + bob, muted);
        about(bob, "d:adam:" + bob, ConversationAlerts.getDefaultInstance());

        assertThat(of(bob))
                .isEqualTo(GetPreferencesResponse.newBuilder()
                        .setPreferences(WANTED)
                        .putConversations("d:alice:" + bob, muted)
                        .build());
    }

    @Test
    void whatCannotBeWantedIsRefusedInASentenceAndNothingChanges() {
        String bob = user("bob");
        set(bob, WANTED);

        refused(
                Status.Code.INVALID_ARGUMENT,
                "quiet_hours.time_zone must be a name of the IANA time zone database, such as Asia/Shanghai.",
                () -> set(
                        bob,
                        PushPreferences.newBuilder()
                                .setQuietHours(QuietHours.newBuilder()
                                        .setTimeZone("Mars/Olympus")
                                        .setUntilMinute(1))
                                .build()));
        refused(
                Status.Code.INVALID_ARGUMENT,
                "conversation_id must be d:<user>:<user> or g: and 26 characters.",
                () -> about(bob, "nonsense", ConversationAlerts.getDefaultInstance()));
        assertThat(of(bob).getPreferences()).isEqualTo(WANTED);
    }

    @Test
    void thereIsABoundToWishesAboutConversations() {
        String bob = user("bob");
        var none = ConversationAlerts.newBuilder()
                .setPolicy(PushPolicy.PUSH_POLICY_NONE)
                .build();
        for (int i = 0; i < 5; i++) {
            about(bob, "d:alice" + i + ":" + bob, none);
        }

        refused(
                Status.Code.RESOURCE_EXHAUSTED,
                "The user has wishes about 5 conversations, as many as allowed: empty one first.",
                () -> about(bob, "d:adam:" + bob, none));
        about(bob, "d:alice1:" + bob, ConversationAlerts.getDefaultInstance());
        about(bob, "d:adam:" + bob, none);

        assertThat(of(bob).getConversationsMap()).hasSize(5).containsKey("d:adam:" + bob);
    }

    @Test
    void whatADeviceReportsIsCountedOnce() {
        String alice = user("alice");
        String bob = user("bob");
        phone(bob);
        log.write(Talk.between(alice, bob).says(alice, "hi"));
        awaitDecisions(bob, "SENT NOT_CONFIRMED");
        String id = log.decided(bob).getFirst().getDecisionId();
        double shown = reported("shown");
        double opened = reported("opened");

        report(bob, "phone", id, AlertReport.ALERT_REPORT_SHOWN);
        report(bob, "phone", id, AlertReport.ALERT_REPORT_SHOWN);
        report(bob, "phone", id, AlertReport.ALERT_REPORT_OPENED);
        report(user("mallory"), "phone", id, AlertReport.ALERT_REPORT_OPENED);
        report(bob, "phone", "0c1b1ed6-4f0e-8a55-9c3e-8f2d7a1b6c01", AlertReport.ALERT_REPORT_SHOWN);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(reported("opened")).isEqualTo(opened + 1));
        assertThat(reported("shown")).isEqualTo(shown + 1);
        assertThat(count(
                        "SELECT count(*) FROM alert WHERE user_id = $1 AND shown_at IS NOT NULL AND opened_at IS NOT NULL",
                        bob))
                .isEqualTo(1);
    }

    @Test
    void aReportOfNothingIsRefused() {
        refused(
                Status.Code.INVALID_ARGUMENT,
                "alert_id must be the id that the alert came with.",
                () -> report("bob", "phone", "1-1-1-1-1", AlertReport.ALERT_REPORT_SHOWN));
        refused(
                Status.Code.INVALID_ARGUMENT,
                "report must be ALERT_REPORT_SHOWN or _OPENED.",
                () -> report(
                        "bob", "phone", "0c1b1ed6-4f0e-8a55-9c3e-8f2d7a1b6c01", AlertReport.ALERT_REPORT_UNSPECIFIED));
    }

    private double reported(String what) {
        return get("/q/metrics")
                .lines()
                .filter(line -> line.startsWith("hongyan_push_receipts_delay_seconds_count")
                        && line.contains("what=\"" + what + "\"")
                        && line.contains("provider=\"apns\""))
                .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
                .sum();
    }

    private void report(String user, String device, String alert, AlertReport report) {
        receipts.reportAlert(ReportAlertRequest.newBuilder()
                .setUserId(user)
                .setDeviceId(device)
                .setAlertId(alert)
                .setReport(report)
                .build());
    }

    private GetPreferencesResponse of(String user) {
        return preferences.getPreferences(
                GetPreferencesRequest.newBuilder().setUserId(user).build());
    }

    private void set(String user, PushPreferences wanted) {
        preferences.setPreferences(SetPreferencesRequest.newBuilder()
                .setUserId(user)
                .setPreferences(wanted)
                .build());
    }

    private void about(String user, String conversation, ConversationAlerts wanted) {
        preferences.setConversationAlerts(SetConversationAlertsRequest.newBuilder()
                .setUserId(user)
                .setConversationId(conversation)
                .setAlerts(wanted)
                .build());
    }

    private static void refused(Status.Code code, String sentence, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(StatusRuntimeException.class, refusal -> {
            assertThat(refusal.getStatus().getCode()).isEqualTo(code);
            assertThat(refusal.getStatus().getDescription()).isEqualTo(sentence);
        });
    }
}
