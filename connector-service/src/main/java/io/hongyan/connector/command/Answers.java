package io.hongyan.connector.command;

import io.hongyan.connector.session.Errors;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.commands.v1.Accepted;
import io.hongyan.proto.commands.v1.Refused;
import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.error.v1.ErrorCode;
import org.jspecify.annotations.Nullable;

/** What clients are told of the sequencer's replies. */
public final class Answers {

    private Answers() {}

    /** What is wrong with a reply that nobody could have been waiting for; null if nothing. */
    public static @Nullable String fault(Reply reply) {
        if (!reply.hasReplyTo()) {
            return "The reply is to nobody.";
        }
        return reply.getOutcomeCase() == Reply.OutcomeCase.OUTCOME_NOT_SET ? "The reply has no outcome." : null;
    }

    /**
     * The Ack of an accepted command.
     *
     * @throws SuiteException with what the client is told of a refused one
     */
    public static ServerFrame of(Reply reply) {
        return switch (reply.getOutcomeCase()) {
            case ACCEPTED -> ack(reply.getConversationId(), reply.getAccepted());
            case REFUSED -> throw refused(reply.getRefused());
            case OUTCOME_NOT_SET ->
                throw new IllegalArgumentException(
                        "reply " + reply.getReplyTo().getCorrelationId() + " has no outcome");
        };
    }

    private static ServerFrame ack(String conversationId, Accepted accepted) {
        return ServerFrame.newBuilder()
                .setAck(Ack.newBuilder()
                        .setConversationId(conversationId)
                        .setSeq(accepted.getSeq())
                        .setTimeMs(accepted.getTimeMs())
                        .setRepeated(accepted.getRepeated())
                        .setOwnVersion(accepted.getOwnVersion())
                        .setExpiresMs(accepted.getExpiresMs()))
                .build();
    }

    private static SuiteException refused(Refused refused) {
        // A code of a newer sequencer: docs/protocol.md has clients treat it as INTERNAL, so say that.
        ErrorCode code =
                refused.getCode() == ErrorCode.UNRECOGNIZED ? ErrorCode.ERROR_CODE_INTERNAL : refused.getCode();
        return new SuiteException(Errors.of(code, refused.getMessage()));
    }
}
