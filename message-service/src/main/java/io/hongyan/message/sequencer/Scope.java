package io.hongyan.message.sequencer;

import io.hongyan.proto.commands.v1.Command;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What must be looked up before a command can be decided: always the head, and few things besides, however big the group
 * is. Names nothing that is not a valid id, so that each can be part of a key.
 *
 * @param users who matters
 * @param heirs whether everybody in the group matters if the actor is its owner, for one of them will own it next
 * @param receipt the client id to look for, if the command has one
 * @param target the seq of the event to look for; 0 if none
 * @param reactor whose reactions to the target matter, if anybody's do
 */
public record Scope(
        Set<String> users,
        boolean heirs,
        Receipt.@Nullable Key receipt,
        long target,
        @Nullable String reactor) {

    private static Scope of(Set<String> users) {
        return new Scope(users, false, null, 0, null);
    }

    /** What the command needs. Work is bounded by the limits of the contract even if the command is beyond them. */
    public static Scope of(ConversationId id, Command command) {
        String actor = command.getActor().getUserId();
        if (!ConversationId.isUser(actor)) {
            return of(Set.of());
        }
        return switch (command.getActionCase()) {
            case SEND_MESSAGE ->
                new Scope(
                        partners(id, actor),
                        false,
                        key(actor, command.getSendMessage().getClientMessageId()),
                        0,
                        null);
            case EDIT_MESSAGE ->
                new Scope(
                        partners(id, actor),
                        false,
                        key(actor, command.getEditMessage().getClientMessageId()),
                        command.getEditMessage().getTargetSeq(),
                        null);
            case SET_REACTION ->
                new Scope(
                        partners(id, actor),
                        false,
                        null,
                        command.getSetReaction().getTargetSeq(),
                        actor);
            case CREATE_GROUP ->
                new Scope(
                        Set.of(actor),
                        false,
                        key(actor, command.getCreateGroup().getClientMessageId()),
                        0,
                        null);
            case RECALL_MESSAGE ->
                new Scope(Set.of(actor), false, null, command.getRecallMessage().getTargetSeq(), null);
            case ADD_MEMBERS -> users(actor, command.getAddMembers().getUserIdsList());
            case REMOVE_MEMBERS -> users(actor, command.getRemoveMembers().getUserIdsList());
            case SILENCE_MEMBERS -> users(actor, command.getSilenceMembers().getUserIdsList());
            case SET_ROLE -> users(actor, List.of(command.getSetRole().getUserId()));
            case SET_TIMER -> of(partners(id, actor));
            case LEAVE_GROUP -> new Scope(Set.of(actor), true, null, 0, null);
            case RENAME_GROUP,
                    SET_GROUP_RULES,
                    MARK_DELIVERED,
                    MARK_READ,
                    SET_MUTE,
                    SET_BLOCK,
                    ARRANGE,
                    ACTION_NOT_SET -> of(Set.of(actor));
        };
    }

    /** What is needed for a message to disappear. */
    public static Scope ofExpiry(Shown message) {
        return new Scope(Set.of(), false, null, message.stamp().seq(), null);
    }

    private static Set<String> partners(ConversationId id, String actor) {
        return switch (id) {
            case ConversationId.Two two when two.has(actor) -> Set.of(two.first(), two.second());
            case ConversationId.Two _ -> Set.of();
            case ConversationId.Group _ -> Set.of(actor);
        };
    }

    private static Receipt.@Nullable Key key(String actor, String clientMessageId) {
        return Fields.isClientMessageId(clientMessageId) ? new Receipt.Key(actor, clientMessageId) : null;
    }

    private static Scope users(String actor, List<String> others) {
        if (others.size() > Limits.USERS_PER_COMMAND_MAX) {
            return of(Set.of(actor));
        }
        Set<String> users = new LinkedHashSet<>();
        users.add(actor);
        others.stream().filter(ConversationId::isUser).forEach(users::add);
        return of(users);
    }
}
