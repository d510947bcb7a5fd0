package io.hongyan.push.send.fcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.push.send.AppsConfig;
import io.hongyan.push.send.Reply;
import io.hongyan.push.testing.Alerts;
import io.hongyan.push.testing.Google;
import io.hongyan.push.testing.LocalServer.Said;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that speaks Google's documented API, tokens included. */
class FcmProviderTest {

    private static final String KEYS = "hongyan.push.apps.\"io.hongyan.app\".fcm";
    private static final String TOKEN = "dQw4:APA91b-token";

    @TempDir
    Path directory;

    private Google google;
    private FcmProvider provider;

    @BeforeEach
    void start() {
        google = Google.start(directory);
        provider = open(Map.of());
    }

    @AfterEach
    void stop() {
        provider.close();
        google.close();
    }

    @Test
    void aNotificationIsShownByTheSystem() throws Exception {
        assertThat(send()).isEqualTo(new Reply.Accepted());

        JsonNode message = message();
        int ttl = Integer.parseInt(message.at("/android/ttl").asText().replace("s", ""));
        assertThat(ttl).isBetween(3500, 3600);
        ((com.fasterxml.jackson.databind.node.ObjectNode) message.get("android")).remove("ttl");
        assertThat(message).isEqualTo(new ObjectMapper().readTree("""
                {"token": "dQw4:APA91b-token",
                 "data": {"id": "%s", "kind": "message", "conversation_id": "g:x", "seq": "7", "badge": "5"},
                 "notification": {"title": "Friends", "body": "alice: hello"},
                 "android": {"priority": "HIGH", "notification": {"tag": "g:x", "notification_count": 5}}}
                """.formatted(Alerts.ID)));
    }

    @Test
    void dataAreHandedToTheApp() throws Exception {
        provider.close();
        provider = open(Map.of("fcm.message", "data"));

        assertThat(send()).isEqualTo(new Reply.Accepted());

        JsonNode message = message();
        assertThat(message.has("notification")).isFalse();
        assertThat(message.get("data")).isEqualTo(new ObjectMapper().readTree("""
                {"id": "%s", "kind": "message", "conversation_id": "g:x", "seq": "7", "badge": "5", "title": "Friends",
                 "subtitle": "alice", "body": "hello"}
                """.formatted(Alerts.ID)));
    }

    @Test
    void theLongestTextFitsInBothKinds() {
        for (String kind : List.of("data", "notification")) {
            provider.close();
            provider = open(Map.of("fcm.message", kind));
            for (String unit : List.of("a", "\"", "鸿", "👨‍👩‍👧‍👦")) {
                assertThat(send(unit.repeat(6000 / unit.length()))).isEqualTo(new Reply.Accepted());
            }
        }

        assertThat(google.messages()).hasSize(8).allSatisfy(request -> {
            assertThat(request.body().length - TOKEN.length())
                    .isBetween(4096 - 60, 4096 + 20); // {"message":…} around it
            assertThat(request.text()).contains("…");
        });
    }

    @Test
    void eachDocumentedErrorHasOneMeaning() {
        assertThat(answered(404, "NOT_FOUND", Google.fcmError("UNREGISTERED"))).isEqualTo(new Reply.TokenInvalid(null));
        assertThat(answered(400, "INVALID_ARGUMENT", Google.fcmError("INVALID_ARGUMENT")))
                .isEqualTo(new Reply.TokenInvalid(null));
        assertThat(answered(400, "INVALID_ARGUMENT", """
                {"@type": "type.googleapis.com/google.rpc.BadRequest",
                 "fieldViolations": [{"field": "message.data[0].value", "description": "Invalid value"}]}
                """)).isEqualTo(new Reply.Refused("INVALID_ARGUMENT"));
        assertThat(answered(403, "PERMISSION_DENIED", Google.fcmError("SENDER_ID_MISMATCH")))
                .isEqualTo(new Reply.Refused("SENDER_ID_MISMATCH"));
        assertThat(answered(403, "PERMISSION_DENIED", "")).isEqualTo(new Reply.Unavailable("PERMISSION_DENIED"));
        assertThat(answered(401, "UNAUTHENTICATED", Google.fcmError("THIRD_PARTY_AUTH_ERROR")))
                .isEqualTo(new Reply.Unavailable("THIRD_PARTY_AUTH_ERROR"));
        assertThat(answered(404, "NOT_FOUND", "")).isEqualTo(new Reply.Refused("NOT_FOUND"));
        assertThat(answered(500, "INTERNAL", Google.fcmError("INTERNAL"))).isEqualTo(new Reply.Unavailable("INTERNAL"));
        assertThat(answered(503, "UNAVAILABLE", Google.fcmError("UNAVAILABLE")))
                .isEqualTo(new Reply.Unavailable("UNAVAILABLE"));
    }

    @Test
    void aQuotaIsWaitedForAsLongAsGoogleSaysOrAMinute() {
        String quota = "{\"error\": {\"code\": 429, \"status\": \"RESOURCE_EXHAUSTED\", \"details\": ["
                + Google.fcmError("QUOTA_EXCEEDED") + "]}}";

        assertThat(answered(new Said.Answer(429, Map.of("Retry-After", "90"), quota)))
                .isEqualTo(new Reply.Unavailable("QUOTA_EXCEEDED", Duration.ofSeconds(90)));
        assertThat(answered(Said.of(429, quota)))
                .isEqualTo(new Reply.Unavailable("QUOTA_EXCEEDED", Duration.ofSeconds(60)));
        assertThat(answered(new Said.Answer(503, Map.of("Retry-After", "120"), "")))
                .isEqualTo(new Reply.Unavailable("Status503", Duration.ofSeconds(120)));
    }

    @Test
    void nothingOfHowItAnswersTakesLongerThanAllowed() {
        provider.close();
        provider = open(Map.of("fcm.timeout", "2s"));

        assertThat(answered(Said.of(200, "<html>garbage"))).isEqualTo(new Reply.Unavailable("Garbage"));
        assertThat(answered(Said.of(200, "[]"))).isEqualTo(new Reply.Unavailable("Garbage"));
        assertThat(answered(new Said.Huge(200))).isEqualTo(new Reply.Unavailable("Garbage"));
        assertThat(answered(Said.of(400, "\u0000\"{garbage\nlog"))).isEqualTo(new Reply.Refused("Status400"));
        assertThat(answered(Said.of(400, "{\"error\": {\"status\": \"a\\nforged line\"}}")))
                .isEqualTo(new Reply.Refused("Status400"));
        assertThat(answered(new Said.Never())).isEqualTo(new Reply.Unavailable("Timeout"));
        assertThat(answered(new Said.Drip(200))).isEqualTo(new Reply.Unavailable("Timeout"));
        assertThat(answered(new Said.Drop())).isInstanceOf(Reply.Unavailable.class);
        google.acceptMessages();
        assertThat(send()).isEqualTo(new Reply.Accepted()); // and it goes on
    }

    @Test
    void oneTokenIsAskedForHoweverManyNeedIt() {
        List<CompletableFuture<Reply>> replies = IntStream.range(0, 20)
                .mapToObj(i -> provider.send(Alerts.to(PushProvider.PUSH_PROVIDER_FCM, TOKEN))
                        .toCompletableFuture())
                .toList();

        assertThat(replies).allSatisfy(reply -> assertThat(reply.join()).isEqualTo(new Reply.Accepted()));
        assertThat(google.tokensGiven()).isEqualTo(1);
    }

    @Test
    void afterATokenIsNotAcceptedTheNextAlertGoesWithANewOne() {
        assertThat(send()).isEqualTo(new Reply.Accepted());
        google.revokeTokens();

        assertThat(send()).isEqualTo(new Reply.Unavailable("UNAUTHENTICATED"));
        assertThat(send()).isEqualTo(new Reply.Accepted());
        assertThat(google.tokensGiven()).isEqualTo(2);
    }

    @Test
    void nothingOfHowTheTokenEndpointAnswersTakesLongerThanAllowed() {
        provider.close();
        provider = open(Map.of("fcm.timeout", "2s"));

        for (Said said : List.of(
                Said.of(400, "{\"error\": \"invalid_grant\", \"error_description\": \"Invalid JWT Signature.\"}"),
                Said.of(500),
                Said.of(200, "garbage"),
                Said.of(200, "{\"expires_in\": 3600}"),
                new Said.Huge(200),
                new Said.Drop(),
                new Said.Drip(200),
                new Said.Never())) {
            google.answerTokens(said);
            assertThat(send()).as("%s", said).isInstanceOf(Reply.Unavailable.class);
        }
        assertThat(google.messages()).isEmpty();

        google.giveTokens();
        assertThat(send()).isEqualTo(new Reply.Accepted());
    }

    @Test
    void aConfigurationThatDoesNotFitIsNamed() throws Exception {
        Path garbage = Files.writeString(directory.resolve("garbage.json"), "{\"type\": \"service_account\"}");

        assertThatThrownBy(() -> open(Map.of("fcm.service-account", garbage.toString())))
                .hasMessageStartingWith("Cannot set up FCM from " + KEYS + ".service-account");
        assertThatThrownBy(() -> open(Map.of("fcm.service-account", "none.json")))
                .hasMessageContaining("none.json");
        assertThatThrownBy(() -> open(Map.of("fcm.url", "http://fcm.googleapis.com")))
                .hasMessageStartingWith(KEYS + ".url must be an https address");
    }

    private Reply answered(int status, String word, String details) {
        return answered(Google.error(status, word, details));
    }

    private Reply answered(Said said) {
        google.answerMessages(said);
        return send();
    }

    private Reply send() {
        return send("hello");
    }

    private Reply send(String body) {
        return provider.send(Alerts.to(PushProvider.PUSH_PROVIDER_FCM, TOKEN, body))
                .toCompletableFuture()
                .join();
    }

    private JsonNode message() throws Exception {
        return new ObjectMapper().readTree(google.messages().getLast().text()).get("message");
    }

    private FcmProvider open(Map<String, String> others) {
        var keys = new HashMap<>(Map.of(
                "fcm.service-account",
                        google.serviceAccount(directory.resolve("account.json")).toString(),
                "fcm.url", google.server().uri("").toString(),
                "fcm.trusted-certificate", google.server().certificate().toString()));
        keys.putAll(others);
        AppsConfig.Fcm config = Alerts.app(keys).fcm().orElseThrow();
        return FcmProvider.open(KEYS, config, InstantSource.system());
    }
}
