package io.hongyan.e2e;

import static io.hongyan.e2e.Person.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.hongyan.client.connection.Transport;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.RegisterPush;
import io.hongyan.proto.push.v1.AlertReport;
import io.hongyan.proto.push.v1.PushPreferences;
import io.hongyan.proto.push.v1.PushPreview;
import io.hongyan.proto.push.v1.PushProvider;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Alerts on phones that are away, over real HTTP/2 to the mock of Apple's service. */
@ExtendWith(RunningSuite.Extension.class)
class PushIT {

    private static final Duration ALERT_WITHIN = Duration.ofSeconds(20);

    private final RunningSuite suite;

    PushIT(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    void aPhoneThatIsAwayIsAlertedWithTheExactBadge() {
        String token = "a1".repeat(32);
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person cat = Person.online(suite, RunningSuite.name("cat"));
                Person ben = Person.online(suite, RunningSuite.name("ben"))) {
            join(ben.app().registerPush(PushProvider.PUSH_PROVIDER_APNS, "com.example.app", token));
            ben.goOffline();

            ann.sayTo(ben, "call me");
            await().atMost(ALERT_WITHIN).until(() -> suite.notifications(token).size() == 1);
            cat.sayTo(ben, "me too");
            await().atMost(ALERT_WITHIN).until(() -> suite.notifications(token).size() == 2);

            List<JsonNode> shown = suite.notifications(token);
            assertThat(shown).extracting(PushIT::badge).containsExactly(1, 2);
            assertThat(shown).extracting(PushIT::body).containsExactly("call me", "me too");
            assertThat(shown).extracting(line -> line.path("apnsId").asText()).doesNotHaveDuplicates();
        }
    }

    @Test
    void whoConfirmsInTheForegroundIsNotAlerted() {
        String token = "b2".repeat(32);
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person ben = Person.online(suite, RunningSuite.name("ben"), "phone", Transport.TCP)) {
            join(ben.app().registerPush(PushProvider.PUSH_PROVIDER_APNS, "com.example.app", token));
            ann.sayTo(ben, "you see this");
            await().until(() -> ben.unreadTotal == 1);
            ben.goOffline();

            // The second alert comes after the first would have: what was not sent by then never is.
            ann.sayTo(ben, "and not this");
            await().atMost(ALERT_WITHIN).until(() -> !suite.notifications(token).isEmpty());

            assertThat(suite.notifications(token)).extracting(PushIT::body).containsExactly("and not this");
            assertThat(suite.notifications(token)).extracting(PushIT::badge).containsExactly(2);
        }
    }

    @Test
    void readingOnTheLaptopClearsThePhone() {
        String token = "c3".repeat(32);
        String id = RunningSuite.name("ben");
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person phone = Person.online(suite, id, "phone", Transport.TCP);
                Person laptop = Person.online(suite, id, "laptop", Transport.TCP)) {
            join(phone.app().registerPush(PushProvider.PUSH_PROVIDER_APNS, "com.example.app", token));
            phone.goOffline();
            laptop.goOffline();
            Ack said = ann.sayTo(phone, "call me");
            await().atMost(ALERT_WITHIN).until(() -> suite.notifications(token).size() == 1);

            laptop.comeBack();
            laptop.app().read(said.getConversationId(), said.getSeq());

            await().atMost(ALERT_WITHIN).until(() -> suite.notifications(token).size() == 2);
            JsonNode silent = suite.notifications(token).getLast().path("payload");
            assertThat(silent.path("aps").has("alert")).isFalse();
            assertThat(silent.path("aps").path("badge").asInt(-1)).isZero();
            assertThat(silent.path("read").path(said.getConversationId()).asLong())
                    .isEqualTo(said.getSeq());
        }
    }

    @Test
    void whatTheUserWantsOfAlertsIsFollowed() {
        String token = "d4".repeat(32);
        var preferences = PushPreferences.newBuilder()
                .setPreview(PushPreview.PUSH_PREVIEW_NOTHING)
                .build();
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person ben = Person.online(suite, RunningSuite.name("ben"))) {
            join(ben.app()
                    .registerPush(RegisterPush.newBuilder()
                            .setProvider(PushProvider.PUSH_PROVIDER_APNS)
                            .setAppId("com.example.app")
                            .setToken(token)
                            .setLanguage("es-MX")
                            .build()));
            join(ben.app().alerts().prefer(preferences));
            assertThat(join(ben.app().alerts().settings()).getPreferences()).isEqualTo(preferences);
            ben.goOffline();

            ann.sayTo(ben, "secret");

            await().atMost(ALERT_WITHIN).until(() -> suite.notifications(token).size() == 1);
            assertThat(suite.notifications(token)).extracting(PushIT::body).containsExactly("Mensaje nuevo");
            ben.comeBack();
            String alert = suite.notifications(token).getFirst().path("apnsId").asText();
            assertThat(join(ben.app().alerts().seen(alert, AlertReport.ALERT_REPORT_OPENED)))
                    .isNotNull();
        }
    }

    private static int badge(JsonNode line) {
        return line.path("payload").path("aps").path("badge").asInt();
    }

    private static String body(JsonNode line) {
        return line.path("payload").path("aps").path("alert").path("body").asText();
    }
}
