package io.hongyan.message.sequencer;

import io.hongyan.message.sequencer.Decision.Accepted;
import io.hongyan.message.sequencer.Decision.Refused;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.EditMessage;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.MessageEdited;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Messages get other content: by their sender only, for some time, and as often as wanted. */
final class Edits {

    private Edits() {}

    static Decision edit(Snapshot state, Command command, Instant now, Limits limits) {
        EditMessage edit = command.getEditMessage();
        Refused badId = Fields.clientMessageId(edit.getClientMessageId());
        if (badId != null) {
            return badId;
        }
        MessageEdited edited = MessageEdited.newBuilder()
                .setTargetSeq(edit.getTargetSeq())
                .setContent(edit.getContent())
                .setClientMessageId(edit.getClientMessageId())
                .build();
        if (state.receipt() != null) {
            // Before any check, as with sending; and so an old edit that comes again does not undo a later one.
            return Messages.again(state.receipt(), Fingerprint.of(edited));
        }
        Refused refused = mayEdit(state, command, now, limits);
        return refused != null
                ? refused
                : new Accepted(Numbering.shown(state.head(), command, now, false)
                        .setMessageEdited(edited)
                        .build());
    }

    private static @Nullable Refused mayEdit(Snapshot state, Command command, Instant now, Limits limits) {
        Member actor = state.member(command.getActor().getUserId());
        Refused refused = Access.speaker(state, actor.userId(), now);
        if (refused != null) {
            return refused;
        }
        if (!Targets.isVisible(command.getEditMessage().getTargetSeq(), state.head(), actor)) {
            return Targets.notFound();
        }
        Refused target = target(state.target(), actor, now, limits);
        if (target != null) {
            return target;
        }
        Refused reader = Access.rule(state, actor.userId(), state.head().rules().post(), "send messages");
        return reader != null
                ? reader
                : Messages.content(state, command, command.getEditMessage().getContent(), limits);
    }

    private static @Nullable Refused target(@Nullable Shown target, Member actor, Instant now, Limits limits) {
        if (target == null) {
            return tooLate(limits); // nothing is forgotten that could still be edited
        }
        if (!Targets.isThere(target)) {
            return Targets.notFound();
        }
        if (!target.senderId().equals(actor.userId())) {
            return Access.notAllowed("Only its sender may edit a message.");
        }
        return now.toEpochMilli() - target.stamp().timeMs()
                        > limits.editWindow().toMillis()
                ? tooLate(limits)
                : null;
    }

    private static Refused tooLate(Limits limits) {
        return new Refused(
                ErrorCode.ERROR_CODE_TOO_LATE,
                "A message can be edited for " + limits.editWindow().toMinutes() + " minutes.");
    }
}
