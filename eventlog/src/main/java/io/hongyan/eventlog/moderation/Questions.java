package io.hongyan.eventlog.moderation;

import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.moderation.v1.CheckRequest;
import io.hongyan.proto.moderation.v1.CheckResponse;
import java.util.Optional;

/** What is asked about commands, and what answers mean. Pure. */
final class Questions {

    private static final String NO_REASON = "This may not be said here.";

    private Questions() {}

    /** The question about a command; empty if nothing is said by it. */
    static Optional<CheckRequest> about(Command command) {
        CheckRequest.Builder question = CheckRequest.newBuilder()
                .setConversationId(command.getConversationId())
                .setSenderId(command.getActor().getUserId())
                .setDeviceId(command.getActor().getDeviceId())
                .setService(command.getActor().getService());
        return switch (command.getActionCase()) {
            case SEND_MESSAGE -> {
                var send = command.getSendMessage();
                yield Optional.of(question.setClientMessageId(send.getClientMessageId())
                        .setContent(send.getContent())
                        .build());
            }
            case EDIT_MESSAGE -> {
                var edit = command.getEditMessage();
                yield Optional.of(question.setClientMessageId(edit.getClientMessageId())
                        .setEditedSeq(edit.getTargetSeq())
                        .setContent(edit.getContent())
                        .build());
            }
            case CREATE_GROUP -> {
                var create = command.getCreateGroup();
                yield named(question.setClientMessageId(create.getClientMessageId()), create.getName());
            }
            case RENAME_GROUP -> named(question, command.getRenameGroup().getName());
            default -> Optional.empty();
        };
    }

    private static Optional<CheckRequest> named(CheckRequest.Builder question, String name) {
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(question.setGroupName(name).build());
    }

    /** What an answer means; empty if it says nothing. */
    static Optional<Verdict> verdict(CheckResponse answer) {
        return switch (answer.getVerdictCase()) {
            case ALLOWED -> Optional.of(new Verdict.Allowed());
            case REFUSED ->
                Optional.of(new Verdict.Refused(reason(answer.getRefused().getReason())));
            case VERDICT_NOT_SET -> Optional.empty();
        };
    }

    private static String reason(String told) {
        if (told.isBlank()) {
            return NO_REASON;
        }
        int length = told.codePointCount(0, told.length());
        return length <= Verdict.REASON_MAX ? told : told.substring(0, told.offsetByCodePoints(0, Verdict.REASON_MAX));
    }
}
