package io.hongyan.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hongyan.client.connection.Transport;
import io.hongyan.launcher.explain.Explain;
import io.hongyan.launcher.trace.PushLog;
import io.hongyan.launcher.trace.Trace;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.push.v1.PushPolicy;
import io.hongyan.proto.push.v1.PushPreferences;
import io.hongyan.proto.push.v1.PushProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who asks why is told, by the commands that people type and by REST. */
@ExtendWith(RunningSuite.Extension.class)
class ExplainIT {

    private final RunningSuite suite;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

    ExplainIT(RunningSuite suite) {
        this.suite = suite;
    }

    @Test
    void aCountIsItsMessagesAndTheRecordThatMovedTheCursor() throws Exception {
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person ben = Person.online(suite, RunningSuite.name("ben"))) {
            String conversation = Person.between(ann, ben);
            ann.sayTo(ben, "one");
            await().until(() -> ben.unread(conversation) == 1);
            ben.app().read(conversation, 1);
            ann.sayTo(ben, "two");
            ben.sayTo(ann, "mine");
            ann.sayTo(ben, "three");

            await().until(() -> explain(ben.id) == 0 && shown().contains("moved to #1 at "));
            HttpResponse<String> rest = get("/v1/users/%s/unread/explanation?fresh=true".formatted(ben.id));

            assertThat(shown())
                    .contains(
                            ben.id + " has 2 unread in all conversations that are not muted; message by message: 2, the"
                                    + " same.",
                            conversation + "  2 unread = 3 countable after the cursor − 1 own − 0 recalled",
                            "on device phone",
                            "  #2      from " + ann.id,
                            "  #4      from " + ann.id)
                    .doesNotContain("three");
            assertThat(rest.statusCode()).isEqualTo(200);
            assertThat(rest.body())
                    .contains("\"total\":\"2\"", "\"agrees\":true", "\"movedBy\":{\"partition\":")
                    .doesNotContain("three");
        }
    }

    @Test
    void aMessageIsFollowedFromTheSocketToEachProjectionDeliveryAndPush() {
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person tablet = Person.online(suite, RunningSuite.name("ben"), "tablet", Transport.WEBSOCKET);
                Person phone = Person.online(suite, tablet.id, "phone", Transport.TCP)) {
            await().atMost(Duration.ofSeconds(30)) // as an app does: again, where no answer came in time
                    .ignoreExceptions()
                    .untilAsserted(() -> Person.join(phone.app()
                            .registerPush(PushProvider.PUSH_PROVIDER_APNS, "com.example.app", "e7".repeat(32))));
            String conversation = Person.between(ann, tablet);
            ann.sayTo(tablet, "secret words");
            await().until(() -> tablet.unread(conversation) == 1);
            tablet.app().read(conversation, 1);

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> trace(conversation + "#1") == 0
                            && shown().contains("read: ")
                            && shown().contains("push to ")
                            && shown().contains("history-service has it")
                            && shown().contains("unread counts have it"));

            assertThat(shown())
                    .contains(
                            conversation + "#1, r1: message sent by " + ann.id + " on phone",
                            "received from " + ann.id + " on phone",
                            "command handed to Kafka",
                            "numbered by the sequencer: #1, r1",
                            "accepted",
                            tablet.id + " on tablet",
                            "has everything up to #1")
                    .doesNotContain("secret words");
        }
    }

    @Test
    void whatAPhoneWouldBeToldOfAMessageIsExplainedByCommandAndByRestAndNothingIsSent() throws Exception {
        String token = "f9".repeat(32);
        try (Person ann = Person.online(suite, RunningSuite.name("ann"));
                Person ben = Person.online(suite, RunningSuite.name("ben"), "phone", Transport.TCP)) {
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .untilAsserted(() -> Person.join(
                            ben.app().registerPush(PushProvider.PUSH_PROVIDER_APNS, "com.example.app", token)));
            Person.join(ben.app()
                    .alerts()
                    .prefer(PushPreferences.newBuilder()
                            .setPolicy(PushPolicy.PUSH_POLICY_NONE)
                            .build()));
            ben.goOffline();
            String conversation = Person.between(ann, ben);
            Ack said = ann.sayTo(ben, "call me");

            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions() // until the archive has it
                    .until(() -> explainPush(ben.id, conversation + "#" + said.getSeq()) == 0);
            HttpResponse<String> rest = get("/v1/users/%s/push/explanation?conversation=%s&seq=%d&device=phone"
                    .formatted(ben.id, conversation, said.getSeq()));
            HttpResponse<String> none =
                    get("/v1/users/%s/push/explanation?conversation=%s&seq=99".formatted(ben.id, conversation));

            assertThat(shown())
                    .contains(
                            "#1 of " + conversation + " for " + ben.id,
                            "phone: suppressed, because policy",
                            "by apns for com.example.app, preview full, badge 1, of this message",
                            "body \"call me\"",
                            "apns-topic: com.example.app");
            assertThat(rest.statusCode()).isEqualTo(200);
            assertThat(rest.body())
                    .contains("\"reason\":\"PUSH_REASON_POLICY\"", "\"body\":\"call me\"")
                    .doesNotContain(token);
            assertThat(none.statusCode()).isEqualTo(404);
            assertThat(none.body()).contains("\"code\":\"MESSAGE_NOT_FOUND\"");
            assertThat(suite.notifications(token)).isEmpty();
        }
    }

    private int explainPush(String user, String message) {
        shown.reset();
        return PushLog.run(
                List.of(user, "--message", message),
                "localhost:" + suite.ports().kafka(),
                suite.ports(),
                InstantSource.system(),
                new PrintStream(shown, true, UTF_8));
    }

    private int explain(String user) {
        shown.reset();
        return Explain.run(List.of("unread", user), suite.ports(), new PrintStream(shown, true, UTF_8));
    }

    private int trace(String message) {
        shown.reset();
        return Trace.run(
                List.of(message),
                "localhost:" + suite.ports().kafka(),
                suite.ports(),
                InstantSource.system(),
                new PrintStream(shown, true, UTF_8));
    }

    private String shown() {
        return shown.toString(UTF_8);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(
                                    "http://localhost:" + suite.ports().message() + path))
                            .header("Authorization", "Bearer demo-secret")
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
