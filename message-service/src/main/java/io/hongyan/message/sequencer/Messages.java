package io.hongyan.message.sequencer;

import io.hongyan.message.sequencer.Decision.Accepted;
import io.hongyan.message.sequencer.Decision.Refused;
import io.hongyan.message.sequencer.Decision.Repeated;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.SendMessage;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.MessageRecalled;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.events.v1.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Messages are sent, and taken back. */
final class Messages {

    private Messages() {}

    static Decision send(Snapshot state, Command command, Instant now, Limits limits) {
        SendMessage send = command.getSendMessage();
        Refused badId = Fields.clientMessageId(send.getClientMessageId());
        if (badId != null) {
            return badId;
        }
        MessageSent sent = MessageSent.newBuilder()
                .setClientMessageId(send.getClientMessageId())
                .setContent(send.getContent())
                .setCountable(!send.getSilent())
                .build();
        if (state.receipt() != null) {
            // Before any check: a resend stays a resend, even after leaving.
            return again(state.receipt(), Fingerprint.of(sent));
        }
        Refused refused = maySend(state, command, now, limits);
        return refused != null
                ? refused
                : new Accepted(Expiring.timed(
                        Numbering.shown(state.head(), command, now, sent.getCountable())
                                .setMessageSent(sent)
                                .build(),
                        state.head()));
    }

    /** The answer to a client id that was used before. */
    static Decision again(Receipt earlier, long fingerprint) {
        return earlier.fingerprint() == fingerprint
                ? new Repeated(earlier.stamp(), earlier.expiresMs())
                : new Refused(
                        ErrorCode.ERROR_CODE_CLIENT_ID_REUSED,
                        "client_message_id was used before for something else, which stands.");
    }

    private static @Nullable Refused maySend(Snapshot state, Command command, Instant now, Limits limits) {
        Refused refused = Access.speaker(state, command.getActor().getUserId(), now);
        if (refused != null) {
            return refused;
        }
        if (command.getSendMessage().getSilent()
                && command.getActor().getService().isEmpty()) {
            return Access.notAllowed("Only back ends may send silent messages.");
        }
        Rules rules = state.head().rules();
        Refused reader = Access.rule(state, command.getActor().getUserId(), rules.post(), "send messages");
        return reader != null
                ? reader
                : content(state, command, command.getSendMessage().getContent(), limits);
    }

    /** What may be said here: a reply must be to something that its sender can see. */
    static @Nullable Refused content(Snapshot state, Command command, Content content, Limits limits) {
        Refused refused = Fields.content(content, limits);
        if (refused == null && content.getMentions().getEveryone()) {
            refused = Access.rule(
                    state, command.getActor().getUserId(), state.head().rules().mentionEveryone(), "mention everybody");
        }
        if (refused != null || !content.hasReplyTo()) {
            return refused;
        }
        Member actor = state.member(command.getActor().getUserId());
        return Targets.isVisible(content.getReplyTo().getSeq(), state.head(), actor)
                ? null
                : new Refused(
                        ErrorCode.ERROR_CODE_MESSAGE_NOT_FOUND,
                        "content.reply_to.seq is not that of anything in this conversation.");
    }

    static Decision recall(Snapshot state, Command command, Instant now, Limits limits) {
        String actor = command.getActor().getUserId();
        Shown target = state.target();
        if (target != null
                && target.recall() != null
                && target.recall().userId().equals(actor)) {
            return new Repeated(target.recall().stamp()); // before any check, as with sending
        }
        Refused outsider = Access.member(state, actor);
        if (outsider != null) {
            return outsider;
        }
        // Who joined later does not see it, hence cannot take it back.
        if (!Targets.isVisible(command.getRecallMessage().getTargetSeq(), state.head(), state.member(actor))) {
            return Targets.notFound();
        }
        return target == null ? tooLate(limits) : recall(state, command, target, now, limits);
    }

    private static Decision recall(Snapshot state, Command command, Shown target, Instant now, Limits limits) {
        Member actor = state.member(command.getActor().getUserId());
        if (!target.isMessage()) {
            return Targets.notFound();
        }
        if (!target.senderId().equals(actor.userId()) && !actor.isAtLeast(Role.ROLE_ADMIN)) {
            return Access.notAllowed("Only its sender, an admin or the owner may take a message back.");
        }
        if (target.recall() != null) {
            return new Repeated(target.recall().stamp());
        }
        if (now.toEpochMilli() - target.stamp().timeMs() > limits.recallWindow().toMillis()) {
            return tooLate(limits);
        }
        return new Accepted(Numbering.shown(state.head(), command, now, false)
                .setMessageRecalled(MessageRecalled.newBuilder()
                        .setTargetSeq(target.stamp().seq())
                        .setTargetCseq(target.cseq())
                        .setTargetSenderId(target.senderId())
                        .setTargetCountable(target.countable()))
                .build());
    }

    private static Refused tooLate(Limits limits) {
        return new Refused(
                ErrorCode.ERROR_CODE_TOO_LATE,
                "A message can be taken back for " + limits.recallWindow().toMinutes() + " minutes.");
    }
}
