package io.hongyan.message.api;

import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_CONTENT_TOO_LARGE;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_INVALID_ARGUMENT;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_NOT_ALLOWED;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_NOT_A_MEMBER;

import io.hongyan.message.api.Outcome.Failed;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.SendMessage;
import io.hongyan.proto.content.ContentRules;
import io.hongyan.proto.content.Objection;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.messaging.v1.SendRequest;
import java.time.Instant;
import java.util.Optional;

/** Makes a command of a back end's request, or says what is wrong with it. Membership is the sequencer's to judge. */
public sealed interface Sending {

    /** To be written to the log, once it has the address of the answer. */
    record Accepted(Command command) implements Sending {}

    /** Not to be written. */
    record Refused(Failed why) implements Sending {}

    /** The longest text, in Unicode code points. */
    int TEXT_MAX = 8_000;

    /** Decides. */
    static Sending decide(Caller caller, SendRequest request, int contentBytesMax, Instant now) {
        return objection(caller, request, contentBytesMax)
                .<Sending>map(Refused::new)
                .orElseGet(() -> new Accepted(command(caller, request, now)));
    }

    private static Optional<Failed> objection(Caller caller, SendRequest request, int contentBytesMax) {
        if (!Form.USER.matcher(request.getSenderId()).matches()) {
            return invalid("sender_id must be 1 to 64 characters of [A-Za-z0-9._@-].");
        }
        if (!caller.maySendAs(request.getSenderId())) {
            return Optional.of(
                    Outcome.failed(ERROR_CODE_NOT_ALLOWED, "This credential may not send in the name of this sender."));
        }
        if (!Form.IDEMPOTENCY_KEY.matcher(request.getIdempotencyKey()).matches()) {
            return invalid("idempotency_key must be 1 to 64 characters of printable ASCII.");
        }
        return target(request).or(() -> content(request.getContent(), contentBytesMax));
    }

    private static Optional<Failed> target(SendRequest request) {
        return switch (request.getTargetCase()) {
            case TO_USER_ID -> {
                if (!Form.USER.matcher(request.getToUserId()).matches()) {
                    yield invalid("to_user_id must be 1 to 64 characters of [A-Za-z0-9._@-].");
                }
                yield request.getToUserId().equals(request.getSenderId())
                        ? invalid("to_user_id must be somebody else than sender_id.")
                        : Optional.empty();
            }
            case CONVERSATION_ID -> conversation(request.getConversationId(), request.getSenderId());
            case TARGET_NOT_SET -> invalid("conversation_id or to_user_id is missing.");
        };
    }

    private static Optional<Failed> conversation(String conversationId, String sender) {
        if (Form.GROUP.matcher(conversationId).matches()) {
            return Optional.empty();
        }
        var duo = Form.DUO.matcher(conversationId);
        if (!duo.matches() || duo.group("low").compareTo(duo.group("high")) >= 0) {
            return invalid("conversation_id must be d:<user>:<user> in ascending order, or g: and 26 characters.");
        }
        return sender.equals(duo.group("low")) || sender.equals(duo.group("high"))
                ? Optional.empty()
                : Optional.of(Outcome.failed(ERROR_CODE_NOT_A_MEMBER, "The sender is not in this conversation."));
    }

    private static Optional<Failed> content(Content content, int bytesMax) {
        Objection objection = ContentRules.objection(content, TEXT_MAX, bytesMax);
        if (objection == null) {
            return Optional.empty();
        }
        return Optional.of(Outcome.failed(
                objection.tooLarge() ? ERROR_CODE_CONTENT_TOO_LARGE : ERROR_CODE_INVALID_ARGUMENT,
                objection.sentence()));
    }

    private static Command command(Caller caller, SendRequest request, Instant now) {
        return Command.newBuilder()
                .setConversationId(
                        request.hasToUserId()
                                ? between(request.getSenderId(), request.getToUserId())
                                : request.getConversationId())
                .setActor(Actor.newBuilder().setUserId(request.getSenderId()).setService(caller.name()))
                .setReceivedMs(now.toEpochMilli())
                .setSendMessage(SendMessage.newBuilder()
                        .setClientMessageId(request.getIdempotencyKey())
                        .setContent(request.getContent())
                        .setSilent(request.getSilent()))
                .build();
    }

    private static String between(String one, String other) {
        return one.compareTo(other) < 0 ? "d:" + one + ":" + other : "d:" + other + ":" + one;
    }

    private static Optional<Failed> invalid(String sentence) {
        return Optional.of(Outcome.failed(ERROR_CODE_INVALID_ARGUMENT, sentence));
    }
}
