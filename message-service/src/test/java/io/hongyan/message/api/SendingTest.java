package io.hongyan.message.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.SendMessage;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Custom;
import io.hongyan.proto.content.v1.Mentions;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.messaging.v1.SendRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SendingTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final int BYTES_MAX = 32_768;
    private static final Content HELLO = Content.newBuilder().setText("hello").build();
    private static final Caller SHOP = new Caller("shop", List.of("bot", "u.*"), false, new RateLimit(1, 1, NOON));

    @Test
    void requestBecomesACommandInTheSendersName() {
        var sending = decide(request().setSilent(true));

        assertThat(sending)
                .isEqualTo(new Sending.Accepted(Command.newBuilder()
                        .setConversationId("d:alice:bot")
                        .setActor(Actor.newBuilder().setUserId("bot").setService("shop"))
                        .setReceivedMs(NOON.toEpochMilli())
                        .setSendMessage(SendMessage.newBuilder()
                                .setClientMessageId("order 7")
                                .setContent(HELLO)
                                .setSilent(true))
                        .build()));
    }

    @Test
    void conversationOfTwoIsNamedInAscendingOrder() {
        assertThat(accepted(request().setToUserId("zoe")).getConversationId()).isEqualTo("d:bot:zoe");
        assertThat(accepted(request().setConversationId("d:alice:bot")).getConversationId())
                .isEqualTo("d:alice:bot");
        assertThat(accepted(request().setConversationId("g:0123456789abcdefghjkmnpqrs"))
                        .getConversationId())
                .isEqualTo("g:0123456789abcdefghjkmnpqrs");
    }

    @Test
    void senderMustFitThePatternsOfTheCredential() {
        assertThat(code(request().setSenderId("u.7"))).isNull();
        assertThat(code(request().setSenderId("u7"))).isEqualTo(ErrorCode.ERROR_CODE_NOT_ALLOWED);
        assertThat(code(request().setSenderId("bot2"))).isEqualTo(ErrorCode.ERROR_CODE_NOT_ALLOWED);
    }

    @Test
    void strangersConversationIsRefused() {
        assertThat(code(request().setConversationId("d:alice:carol"))).isEqualTo(ErrorCode.ERROR_CODE_NOT_A_MEMBER);
    }

    @Test
    void whatIsMalformedIsNamed() {
        assertThat(message(request().clearSenderId())).startsWith("sender_id ");
        assertThat(message(request().setToUserId("al ice"))).startsWith("to_user_id ");
        assertThat(message(request().setToUserId("bot"))).startsWith("to_user_id must be somebody else");
        assertThat(message(request().clearTarget())).startsWith("conversation_id or to_user_id is missing");
        assertThat(message(request().setConversationId("d:bot:alice"))).startsWith("conversation_id ");
        assertThat(message(request().setConversationId("g:short"))).startsWith("conversation_id ");
        assertThat(message(request().clearIdempotencyKey())).startsWith("idempotency_key ");
        assertThat(message(request().setIdempotencyKey("é"))).startsWith("idempotency_key ");
        assertThat(message(request().clearContent())).startsWith("content must have");
        assertThat(message(request().setContent(Content.newBuilder().setText(""))))
                .startsWith("content.text must not be empty");
        assertThat(message(request().setContent(custom("no spaces", "")))).startsWith("content.custom.type ");
        assertThat(message(request().setContent(custom("a/1", "x".repeat(201)))))
                .startsWith("content.custom.fallback ");
    }

    @Test
    void contentHasALimitInBytesAndInCharacters() {
        var large = Content.newBuilder()
                .setCustom(Custom.newBuilder().setType("a/1").setData(ByteString.copyFrom(new byte[BYTES_MAX])));
        var longText = Content.newBuilder().setText("x".repeat(Sending.TEXT_MAX + 1));
        var longest = Content.newBuilder().setText("\uD83D\uDC4B".repeat(Sending.TEXT_MAX));

        assertThat(code(request().setContent(large))).isEqualTo(ErrorCode.ERROR_CODE_CONTENT_TOO_LARGE);
        assertThat(code(request().setContent(longText))).isEqualTo(ErrorCode.ERROR_CODE_CONTENT_TOO_LARGE);
        assertThat(code(request().setContent(longest))).isNull();
    }

    @Test
    void whoIsMentionedIsAUser() {
        var stranger = Content.newBuilder()
                .setText("x")
                .setMentions(Mentions.newBuilder().addUserIds("no user"));

        assertThat(message(request().setContent(stranger.build()))).startsWith("content.mentions.user_ids ");
    }

    private static SendRequest.Builder request() {
        return SendRequest.newBuilder()
                .setSenderId("bot")
                .setToUserId("alice")
                .setIdempotencyKey("order 7")
                .setContent(HELLO);
    }

    private static Content custom(String type, String fallback) {
        return Content.newBuilder()
                .setCustom(Custom.newBuilder().setType(type).setFallback(fallback))
                .build();
    }

    private static Sending decide(SendRequest.Builder request) {
        return Sending.decide(SHOP, request.build(), BYTES_MAX, NOON);
    }

    private static Command accepted(SendRequest.Builder request) {
        return ((Sending.Accepted) decide(request)).command();
    }

    private static String message(SendRequest.Builder request) {
        return ((Sending.Refused) decide(request)).why().message();
    }

    private static @Nullable ErrorCode code(SendRequest.Builder request) {
        return decide(request) instanceof Sending.Refused refused
                ? refused.why().code()
                : null;
    }
}
