package io.hongyan.message.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.hongyan.eventlog.CloudEvents;
import io.hongyan.eventlog.Topics;
import io.hongyan.message.RouterAndApi;
import io.hongyan.message.SequencerDouble;
import io.hongyan.message.SuiteDouble;
import io.hongyan.message.TestHttp;
import io.hongyan.message.TestLog;
import io.hongyan.proto.commands.v1.Accepted;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.Refused;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.testkit.SpanLog;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(RouterAndApi.class)
class SendApiIT {

    private static final String BEARER = "Bearer " + RouterAndApi.SECRET;
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    SuiteDouble suite = new SuiteDouble();

    @Inject
    SpanLog spans;

    @TestHTTPResource("/v1/messages")
    URI messages;

    @TestHTTPResource("/q/health/ready")
    URI ready;

    @TestHTTPResource("/openapi?format=json")
    URI openapi;

    @TestHTTPResource("/q/swagger-ui/")
    URI swagger;

    private final String user = "u." + UUID.randomUUID().toString().substring(0, 8);
    private final String conversation = "d:shop-bot:" + user;
    private final SequencerDouble sequencer = new SequencerDouble(conversation);

    @BeforeEach
    void slotIsHeld() {
        await().untilAsserted(() -> assertThat(TestHttp.get(ready).statusCode()).isEqualTo(200));
    }

    @AfterEach
    void close() {
        sequencer.close();
    }

    @Test
    void messageIsAnsweredWhenItIsCommitted() {
        var answer = sent(() -> post(body("order-7")));

        ConsumerRecord<String, byte[]> record = sequencer.record();
        Command command = sequencer.command();
        sequencer.reply(
                command,
                reply -> reply.setAccepted(Accepted.newBuilder().setSeq(3).setTimeMs(1_700_000_000_000L)));

        assertThat(command.getActor())
                .isEqualTo(Actor.newBuilder()
                        .setUserId("shop-bot")
                        .setService("shop")
                        .build());
        assertThat(command.getSendMessage().getClientMessageId()).isEqualTo("order-7");
        assertThat(command.getSendMessage().getContent().getText()).isEqualTo("hello");
        String[] carried =
                String.valueOf(CloudEvents.traceparent(record.headers())).split("-");
        assertThat(carried[1]).isEqualTo(TRACE.split("-")[1]);
        await().until(() -> spans.of(carried[1]).stream()
                .anyMatch(span -> span.getName().equals("command send")
                        && span.getSpanId().equals(carried[2])));
        assertThat(CloudEvents.text(record.headers(), "ce_type")).isEqualTo("hongyan.commands.v1.Command");
        assertThat(answer.join().statusCode()).isEqualTo(200);
        assertThat(answer.join().body())
                .isEqualTo("{\"conversationId\":\"" + conversation
                        + "\",\"seq\":\"3\",\"timeMs\":\"1700000000000\",\"repeated\":false}");
    }

    @Test
    void keyMayComeAsAHeader() {
        var answer = sent(
                () -> TestHttp.postJson(messages, body(""), "Authorization", BEARER, "Idempotency-Key", "order-8"));

        Command command = sequencer.command();
        sequencer.reply(
                command,
                reply -> reply.setAccepted(Accepted.newBuilder().setSeq(3).setRepeated(true)));

        assertThat(command.getSendMessage().getClientMessageId()).isEqualTo("order-8");
        assertThat(answer.join().body()).contains("\"repeated\":true");
    }

    @Test
    void refusalIsAProblemWithOurCode() {
        var answer = sent(() -> post(body("order-7")));

        sequencer.reply(
                sequencer.command(),
                reply -> reply.setRefused(Refused.newBuilder()
                        .setCode(ErrorCode.ERROR_CODE_BLOCKED)
                        .setMessage("They do not talk.")));

        assertThat(answer.join().statusCode()).isEqualTo(403);
        assertThat(answer.join().headers().firstValue("content-type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        assertThat(answer.join().body())
                .isEqualTo("{\"type\":\"urn:hongyan:error:BLOCKED\",\"title\":\"Blocked\",\"status\":403,"
                        + "\"detail\":\"They do not talk.\",\"code\":\"BLOCKED\",\"retry\":false}");
    }

    @Test
    void whatTheModeratorRefusesIsNotSent() {
        var answer = post(body("order-rude").replace("hello", SuiteDouble.RUDE));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"type\":\"urn:hongyan:error:CONTENT_REFUSED\",\"title\":\"Content refused\",\"status\":422,"
                                + "\"detail\":\"Be kind.\",\"code\":\"CONTENT_REFUSED\",\"retry\":false}");
    }

    @Test
    void wrongCredentialsAreUnauthenticated() {
        var none = TestHttp.postJson(messages, body("order-7"));
        var wrong = TestHttp.postJson(messages, body("order-7"), "Authorization", "Bearer guess");

        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.headers().firstValue("www-authenticate")).contains("Bearer");
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).contains("\"code\":\"UNAUTHENTICATED\"");
    }

    @Test
    void foreignSenderIsNotAllowed() {
        var answer = post(body("order-7").replace("shop-bot", "ceo"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"code\":\"NOT_ALLOWED\"");
    }

    @Test
    void malformedBodiesAreNamedAndReachNobody() {
        assertThat(post("{\"senderId\": 7, ").statusCode()).isEqualTo(400);
        assertThat(post("").body()).contains("\"code\":\"INVALID_ARGUMENT\"");
        assertThat(post("{\"sender\":\"shop-bot\"}").body()).contains("sender");
        assertThat(post(body("order-7").replace("\"hello\"", "[]")).statusCode())
                .isEqualTo(400);
        var differing =
                TestHttp.postJson(messages, body("order-7"), "Authorization", BEARER, "Idempotency-Key", "order-8");
        assertThat(differing.body()).contains("Idempotency-Key and idempotencyKey differ.");
    }

    /**
     * The parser of protobuf-java-util writes such numbers out, for a minute, where a field is a number. This door is
     * safe as long as there is none: MessageToSendTest sees to that.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"senderId\":\"shop-bot\",\"silent\":1e99999999}",
                "{\"senderId\":\"shop-bot\",\"silent\":\"1e99999999\"}",
                "{\"senderId\":\"shop-bot\",\"silent\":1\\u0065999999999}",
                "{\"senderId\":1e99999999}",
                "{\"content\":1e99999999}",
                "{\"content\":{\"custom\":{\"data\":1e99999999}}}",
                "{\"unknown\":1e99999999}",
                "{\"unknown\":-1E+99999999}"
            })
    void hugeNumbersCostNothing(String body) {
        HttpResponse<String> answer = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> post(body));

        assertThat(answer.statusCode()).isBetween(400, 403);
    }

    @Test
    void longNumbersAndDeepNestingCostLittle() {
        String digits = "{\"silent\":" + "9".repeat(60_000) + "}";
        String nested = "{\"content\":".repeat(10_000) + "1" + "}".repeat(10_000);

        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            assertThat(post(digits).statusCode()).isEqualTo(400);
            assertThat(post(nested).statusCode()).isEqualTo(400);
        });
    }

    @Test
    void bodyThatNoContentCouldNeedIsNotRead() {
        HttpResponse<String> answer = TestHttp.announceJson(messages, "{\"senderId\":\"" + "x".repeat(3 << 20) + "\"}");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).isEmpty(); // by the HTTP server, not by this door
    }

    @Test
    void credentialThatSendsTooFastIsToldWhenToRetry() {
        String slow = "Bearer " + RouterAndApi.SLOW_SECRET;
        String invalid = body("").replace("shop-bot", "somebody");
        await().untilAsserted(() -> {
            var answer = TestHttp.postJson(messages, invalid, "Authorization", slow);

            assertThat(answer.statusCode()).isEqualTo(429);
            assertThat(answer.headers().firstValue("retry-after")).contains("1");
        });
    }

    @Test
    void noAnswerInTimeIsATimeoutAndTheLateOneDisturbsNobody() {
        var answer = post(body("order-7"));

        sequencer.reply(
                sequencer.command(),
                reply -> reply.setAccepted(Accepted.newBuilder().setSeq(3)));

        assertThat(answer.statusCode()).isEqualTo(504);
        assertThat(answer.body()).contains("\"code\":\"TIMEOUT\"").contains("\"retry\":true");
    }

    @Test
    void noMoreRequestsWaitThanAllowed() {
        var answers = IntStream.range(0, 5)
                .mapToObj(number -> sent(() -> post(body("order-" + number))))
                .toList();

        assertThat(answers.stream().map(answer -> answer.join().statusCode()).sorted())
                .containsExactly(503, 503, 504, 504, 504);
    }

    @Test
    void repliesToAnotherLifeAndPoisonAreIgnored() {
        try (var dead = new TestLog(Topics.deadLetters(Topics.REPLIES))) {
            var answer = sent(() -> post(body("order-7")));
            Command command = sequencer.command();

            sequencer.replyRubbish(command);
            sequencer.reply(
                    command.toBuilder()
                            .setReplyTo(command.getReplyTo().toBuilder().setBootId("another life"))
                            .build(),
                    reply -> reply.setAccepted(Accepted.newBuilder().setSeq(99)));
            sequencer.reply(
                    command, reply -> reply.setAccepted(Accepted.newBuilder().setSeq(3)));

            assertThat(answer.join().body()).contains("\"seq\":\"3\"");
            assertThat(CloudEvents.text(dead.await(1, record -> true).getFirst().headers(), "hongyan-error-code"))
                    .isEqualTo("UNDECODABLE");
        }
    }

    @Test
    void lostSlotBeginsANewLifeAtAnotherSlot() {
        int lives = suite.lives().size();
        int slot = suite.slot();

        suite.loseLease();

        await().until(() -> suite.lives().size() == lives + 1);
        slotIsHeld();
        var answer = sent(() -> post(body("order-7")));
        Command command = sequencer.command();
        sequencer.reply(
                command, reply -> reply.setAccepted(Accepted.newBuilder().setSeq(3)));
        assertThat(command.getReplyTo().getSlot()).isEqualTo(slot + 1);
        assertThat(command.getReplyTo().getBootId()).isEqualTo(suite.lives().getLast());
        assertThat(answer.join().statusCode()).isEqualTo(200);
    }

    @Test
    void openApiDescribesTheDoorAndSwaggerIsOffUnlessWanted() {
        var described = TestHttp.get(openapi);

        assertThat(described.statusCode()).isEqualTo(200);
        assertThat(described.body()).contains("\"/v1/messages\"", "SendRequest", "application/problem+json", "bearer");
        assertThat(TestHttp.get(swagger).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> post(String body) {
        return TestHttp.postJson(messages, body, "Authorization", BEARER, "traceparent", TRACE);
    }

    private String body(String key) {
        return """
                {"senderId": "shop-bot", "toUserId": "%s", "idempotencyKey": "%s", "content": {"text": "hello"}}
                """.formatted(user, key);
    }

    private static CompletableFuture<HttpResponse<String>> sent(Supplier<HttpResponse<String>> request) {
        return CompletableFuture.supplyAsync(
                request, thread -> Thread.ofVirtual().start(thread));
    }
}
