package io.hongyan.launcher.tail;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.Reply;
import io.hongyan.proto.content.Said;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.deliveries.v1.DeliveryRecord;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Arranged;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.GroupRules;
import io.hongyan.proto.events.v1.Member;
import io.hongyan.proto.presence.v1.PresenceRecord;
import io.hongyan.proto.push.v1.PushDecision;
import io.hongyan.proto.sessions.v1.SessionRecord;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;

/** Records in words, one line each: where, its number, who, what. */
final class Descriptions {

    private static final int TEXT_MAX = 60;

    private Descriptions() {}

    static String of(Message record) {
        return switch (record) {
            case Event event -> of(event);
            case PresenceRecord presence ->
                "%-28s %s, version %d"
                        .formatted(
                                presence.getUserId(), word(presence.getState().name()), presence.getVersion());
            case SessionRecord session ->
                "%-28s %s on %s (%s), slot %d, session %s, version %d"
                        .formatted(
                                session.getUserId(),
                                word(session.getState().name()),
                                session.getDeviceId(),
                                word(session.getPlatform().name()),
                                session.getSlot(),
                                session.getSessionId(),
                                session.getVersion());
            case PushDecision decision ->
                "%-28s #%-5d %s on %s: %s (%s)%s"
                        .formatted(
                                decision.getConversationId(),
                                decision.getSeq(),
                                decision.getUserId(),
                                decision.getDeviceId(),
                                word(decision.getOutcome().name()),
                                word(decision.getReason().name()),
                                decision.getBadge() == 0 ? "" : ", badge " + decision.getBadge());
            case DeliveryRecord delivery ->
                "%-28s #%-5d %s to %d session%s%s"
                        .formatted(
                                delivery.getConversationId(),
                                delivery.getSeq(),
                                frameKind(delivery),
                                delivery.getSessionIdsCount(),
                                delivery.getSessionIdsCount() == 1 ? "" : "s",
                                delivery.getEphemeral() ? ", may be dropped" : "");
            case Command command ->
                "%-28s %s: %s".formatted(command.getConversationId(), actor(command.getActor()), command(command));
            case Reply reply ->
                "%-28s slot %d, request %d: %s"
                        .formatted(
                                reply.getConversationId(),
                                reply.getReplyTo().getSlot(),
                                reply.getReplyTo().getCorrelationId(),
                                outcome(reply));
            default -> record.getDescriptorForType().getFullName();
        };
    }

    private static String of(Event event) {
        String number = event.getSeq() > 0 ? "#" + event.getSeq() : "·";
        return "%-28s %-6s r%-5d %s %s"
                .formatted(
                        event.getConversationId(),
                        number,
                        event.getRevision(),
                        actor(event.getActor()),
                        happened(event));
    }

    private static String happened(Event event) {
        return switch (event.getPayloadCase()) {
            case MESSAGE_SENT ->
                (event.getMessageSent().getCountable() ? "" : "(silent) ")
                        + text(event.getMessageSent().getContent());
            case MESSAGE_RECALLED ->
                (event.getMessageRecalled().getExpired() ? "no longer says #" : "took back #")
                        + event.getMessageRecalled().getTargetSeq();
            case MESSAGE_EDITED ->
                "edited #%d: %s"
                        .formatted(
                                event.getMessageEdited().getTargetSeq(),
                                text(event.getMessageEdited().getContent()));
            case REACTION_CHANGED ->
                "%s #%d with %s"
                        .formatted(
                                event.getReactionChanged().getPresent() ? "reacted to" : "no longer reacts to",
                                event.getReactionChanged().getTargetSeq(),
                                shortened(event.getReactionChanged().getEmoji()));
            case GROUP_CREATED ->
                "created “%s” with %s"
                        .formatted(
                                event.getGroupCreated().getName(),
                                event.getGroupCreated().getMembersList().stream()
                                        .map(Member::getUserId)
                                        .collect(Collectors.joining(", ")));
            case GROUP_RENAMED ->
                "renamed it to “%s”".formatted(event.getGroupRenamed().getName());
            case GROUP_RULES_CHANGED ->
                "set the rules: " + rules(event.getGroupRulesChanged().getRules());
            case MEMBERS_ADDED ->
                "added " + String.join(", ", event.getMembersAdded().getUserIdsList());
            case MEMBERS_REMOVED ->
                "removed " + String.join(", ", event.getMembersRemoved().getUserIdsList());
            case TIMER_CHANGED ->
                "has messages disappear after %d ms"
                        .formatted(event.getTimerChanged().getDurationMs());
            case MEMBERS_SILENCED -> {
                String whom = String.join(", ", event.getMembersSilenced().getUserIdsList());
                long until = event.getMembersSilenced().getUntilMs();
                yield until == 0
                        ? "lets %s speak again".formatted(whom)
                        : "silenced %s until %s".formatted(whom, Instant.ofEpochMilli(until));
            }
            case MEMBER_LEFT ->
                event.getMemberLeft().getNewOwnerId().isEmpty()
                        ? "left"
                        : "left; the owner is now " + event.getMemberLeft().getNewOwnerId();
            case ROLE_CHANGED ->
                "made %s %s"
                        .formatted(
                                event.getRoleChanged().getUserId(),
                                word(event.getRoleChanged().getRole().name()));
            case DELIVERED_MOVED ->
                "has everything up to #%d%s"
                        .formatted(
                                event.getDeliveredMoved().getSeq(),
                                event.getDeliveredMoved().getForeground() ? "" : " (in the background)");
            case READ_MOVED -> "has read up to #" + event.getReadMoved().getSeq();
            case MUTE_CHANGED -> event.getMuteChanged().getMuted() ? "muted it" : "unmuted it";
            case BLOCK_CHANGED -> event.getBlockChanged().getBlocked() ? "blocked the other" : "unblocked the other";
            case ARRANGED -> arranged(event.getArranged());
            case PAYLOAD_NOT_SET -> "did something this version does not know";
        };
    }

    private static String arranged(Arranged arranged) {
        return switch (arranged.getChangeCase()) {
            case PINNED -> arranged.getPinned() ? "pinned it" : "unpinned it";
            case ARCHIVED -> arranged.getArchived() ? "archived it" : "took it out of the archive";
            case MARKED_UNREAD -> arranged.getMarkedUnread() ? "marked it as unread" : "took the mark as unread away";
            case CHANGE_NOT_SET -> "did something this version does not know";
        };
    }

    private static String rules(GroupRules rules) {
        return "%ss post, %ss mention everybody, %ss add, %ss rename"
                .formatted(
                        word(rules.getPost().name()),
                        word(rules.getMentionEveryone().name()),
                        word(rules.getAddMembers().name()),
                        word(rules.getRename().name()));
    }

    private static String command(Command command) {
        return switch (command.getActionCase()) {
            case SEND_MESSAGE -> "send " + text(command.getSendMessage().getContent());
            case RECALL_MESSAGE -> "recall #" + command.getRecallMessage().getTargetSeq();
            case EDIT_MESSAGE ->
                "edit #%d: %s"
                        .formatted(
                                command.getEditMessage().getTargetSeq(),
                                text(command.getEditMessage().getContent()));
            case SET_REACTION ->
                "%s #%d with %s"
                        .formatted(
                                command.getSetReaction().getPresent() ? "react to" : "no longer react to",
                                command.getSetReaction().getTargetSeq(),
                                shortened(command.getSetReaction().getEmoji()));
            case MARK_DELIVERED ->
                "delivered up to #" + command.getMarkDelivered().getSeq();
            case MARK_READ -> "read up to #" + command.getMarkRead().getSeq();
            default -> word(command.getActionCase().name());
        };
    }

    private static String outcome(Reply reply) {
        return switch (reply.getOutcomeCase()) {
            case ACCEPTED ->
                "#%d%s"
                        .formatted(
                                reply.getAccepted().getSeq(),
                                reply.getAccepted().getRepeated() ? " again" : "");
            case REFUSED ->
                "refused, %s: %s"
                        .formatted(
                                reply.getRefused().getCode(), reply.getRefused().getMessage());
            case OUTCOME_NOT_SET -> "an outcome this version does not know";
        };
    }

    private static String actor(Actor actor) {
        return actor.getService().isEmpty() ? actor.getUserId() : actor.getUserId() + " by " + actor.getService();
    }

    private static String text(Content content) {
        return switch (content.getKindCase()) {
            case TEXT -> "“" + shortened(content.getText()) + "”";
            case CUSTOM ->
                "[%s, %d bytes] %s"
                        .formatted(
                                content.getCustom().getType(),
                                content.getCustom().getData().size(),
                                shortened(content.getCustom().getFallback()));
            case IMAGE, VOICE, VIDEO, FILE, LOCATION, CONTACT ->
                "[%s] %s".formatted(word(content.getKindCase().name()), shortened(Said.words(content)));
            case KIND_NOT_SET -> "(no content)";
        };
    }

    /** One line, and not too long; whole characters. */
    static String shortened(String text) {
        String line = text.replaceAll("\\p{Cntrl}+", " ");
        return line.codePointCount(0, line.length()) <= TEXT_MAX
                ? line
                : line.substring(0, line.offsetByCodePoints(0, TEXT_MAX - 1)) + "…";
    }

    private static String frameKind(DeliveryRecord delivery) {
        try {
            return word(ServerFrame.parseFrom(delivery.getFrame()).getBodyCase().name());
        } catch (InvalidProtocolBufferException e) {
            return "a broken frame";
        }
    }

    /** {@code PUSH_OUTCOME_SENT} is "sent", {@code SESSION_STATE_CLOSED} is "closed". */
    private static String word(String constant) {
        return constant.replaceFirst("^(PRESENCE_STATE|SESSION_STATE|PLATFORM|PUSH_OUTCOME|PUSH_REASON|ROLE)_", "")
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ');
    }
}
