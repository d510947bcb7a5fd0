package io.hongyan.connector.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hongyan.connector.session.Identity;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.proto.client.v1.Arrange;
import io.hongyan.proto.client.v1.Block;
import io.hongyan.proto.client.v1.ChangeGroup;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.CreateGroup;
import io.hongyan.proto.client.v1.Edit;
import io.hongyan.proto.client.v1.Mute;
import io.hongyan.proto.client.v1.React;
import io.hongyan.proto.client.v1.Read;
import io.hongyan.proto.client.v1.Recall;
import io.hongyan.proto.client.v1.Send;
import io.hongyan.proto.client.v1.SetTimer;
import io.hongyan.proto.commands.v1.AddMembers;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.EditMessage;
import io.hongyan.proto.commands.v1.LeaveGroup;
import io.hongyan.proto.commands.v1.MarkDelivered;
import io.hongyan.proto.commands.v1.MarkRead;
import io.hongyan.proto.commands.v1.RecallMessage;
import io.hongyan.proto.commands.v1.RemoveMembers;
import io.hongyan.proto.commands.v1.RenameGroup;
import io.hongyan.proto.commands.v1.SendMessage;
import io.hongyan.proto.commands.v1.SetBlock;
import io.hongyan.proto.commands.v1.SetGroupRules;
import io.hongyan.proto.commands.v1.SetMute;
import io.hongyan.proto.commands.v1.SetReaction;
import io.hongyan.proto.commands.v1.SetRole;
import io.hongyan.proto.commands.v1.SilenceMembers;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Role;
import java.util.function.UnaryOperator;

/**
 * Commands from what clients ask. Checks what costs nothing to check, so that nonsense does not reach the log; who may do
 * what is the sequencer's to say.
 */
public final class Commands {

    private final Contents contents;
    private final UnaryOperator<byte[]> sha256;

    /** Commands with contents of at most so many bytes; the digest is handed in because cores have none. */
    public Commands(int contentBytesMax, UnaryOperator<byte[]> sha256) {
        this.contents = new Contents(contentBytesMax);
        this.sha256 = sha256;
    }

    /**
     * The command that a frame asks for, without the address of the answer.
     *
     * @throws SuiteException if the frame cannot make sense to anybody
     * @throws IllegalArgumentException for a frame of another kind: a bug
     */
    public Command of(Identity who, boolean background, ClientFrame frame, long nowMillis) {
        Command.Builder command = Command.newBuilder()
                .setActor(Actor.newBuilder()
                        .setUserId(who.userId())
                        .setDeviceId(who.deviceId())
                        .setSessionId(who.sessionId()))
                .setReceivedMs(nowMillis);
        switch (frame.getBodyCase()) {
            case SEND -> send(command, who.userId(), frame.getSend());
            case RECALL -> recall(command, frame.getRecall());
            case EDIT -> edit(command, frame.getEdit());
            case REACT -> react(command, frame.getReact());
            case CREATE_GROUP -> createGroup(command, who.userId(), frame.getCreateGroup());
            case CHANGE_GROUP -> changeGroup(command, frame.getChangeGroup());
            case READ -> read(command, background, frame.getRead());
            case MUTE -> mute(command, frame.getMute());
            case BLOCK -> block(command, who.userId(), frame.getBlock());
            case ARRANGE -> arrange(command, frame.getArrange());
            case SET_TIMER -> setTimer(command, frame.getSetTimer());
            default -> throw new IllegalArgumentException(frame.getBodyCase() + " asks for no command");
        }
        return command.build();
    }

    /** The command by which a device confirms what it has; nobody waits for an answer. */
    public static Command delivered(DeliveredWindow.Confirmation confirmed, long nowMillis) {
        Identity who = confirmed.key().who();
        return Command.newBuilder()
                .setConversationId(confirmed.key().conversationId())
                .setActor(Actor.newBuilder()
                        .setUserId(who.userId())
                        .setDeviceId(who.deviceId())
                        .setSessionId(who.sessionId()))
                .setReceivedMs(nowMillis)
                .setMarkDelivered(
                        MarkDelivered.newBuilder().setSeq(confirmed.seq()).setForeground(confirmed.foreground()))
                .build();
    }

    private void send(Command.Builder command, String userId, Send send) {
        command.setConversationId(
                switch (send.getTargetCase()) {
                    case CONVERSATION_ID -> Arguments.conversation(send.getConversationId());
                    case TO_USER_ID -> ofTwo(userId, "to_user_id", send.getToUserId());
                    case TARGET_NOT_SET ->
                        throw Arguments.invalid("Send needs a target: conversation_id or to_user_id.");
                });
        contents.check(send.getContent());
        command.setSendMessage(SendMessage.newBuilder()
                .setClientMessageId(Arguments.clientId(send.getClientMessageId()))
                .setContent(send.getContent()));
    }

    private static void recall(Command.Builder command, Recall recall) {
        command.setConversationId(Arguments.conversation(recall.getConversationId()))
                .setRecallMessage(RecallMessage.newBuilder().setTargetSeq(Arguments.seq("seq", recall.getSeq())));
    }

    private void edit(Command.Builder command, Edit edit) {
        contents.check(edit.getContent());
        command.setConversationId(Arguments.conversation(edit.getConversationId()))
                .setEditMessage(EditMessage.newBuilder()
                        .setClientMessageId(Arguments.clientId(edit.getClientMessageId()))
                        .setTargetSeq(Arguments.seq("seq", edit.getSeq()))
                        .setContent(edit.getContent()));
    }

    private static void react(Command.Builder command, React react) {
        command.setConversationId(Arguments.conversation(react.getConversationId()))
                .setSetReaction(SetReaction.newBuilder()
                        .setTargetSeq(Arguments.seq("seq", react.getSeq()))
                        .setEmoji(Arguments.emoji(react.getEmoji()))
                        .setPresent(!react.getRemove()));
    }

    private void createGroup(Command.Builder command, String userId, CreateGroup create) {
        Arguments.users("user_ids", create.getUserIdsList(), 0, Arguments.USERS_MAX);
        String clientId = Arguments.clientId(create.getClientMessageId());
        byte[] creatorAndId = (userId + '\0' + clientId).getBytes(UTF_8);
        var group = io.hongyan.proto.commands.v1.CreateGroup.newBuilder()
                .setClientMessageId(clientId)
                .setName(Arguments.name(create.getName()))
                .addAllUserIds(create.getUserIdsList());
        if (create.hasRules()) {
            group.setRules(create.getRules());
        }
        command.setConversationId(ConversationIds.group(sha256.apply(creatorAndId)))
                .setCreateGroup(group);
    }

    private static void changeGroup(Command.Builder command, ChangeGroup change) {
        command.setConversationId(Arguments.group(change.getConversationId()));
        switch (change.getChangeCase()) {
            case RENAME -> command.setRenameGroup(RenameGroup.newBuilder().setName(Arguments.name(change.getRename())));
            case ADD -> {
                Arguments.users("add", change.getAdd().getUserIdsList(), 1, Arguments.USERS_MAX);
                command.setAddMembers(
                        AddMembers.newBuilder().addAllUserIds(change.getAdd().getUserIdsList()));
            }
            case REMOVE -> {
                Arguments.users("remove", change.getRemove().getUserIdsList(), 1, Arguments.USERS_MAX);
                command.setRemoveMembers(RemoveMembers.newBuilder()
                        .addAllUserIds(change.getRemove().getUserIdsList()));
            }
            case SET_ROLE ->
                command.setSetRole(SetRole.newBuilder()
                        .setUserId(Arguments.user(
                                "set_role.user_id", change.getSetRole().getUserId()))
                        .setRole(role(change.getSetRole().getRole())));
            case LEAVE -> command.setLeaveGroup(LeaveGroup.getDefaultInstance());
            case SET_RULES ->
                command.setSetGroupRules(SetGroupRules.newBuilder().setRules(change.getSetRules()));
            case SILENCE -> {
                Arguments.users("silence", change.getSilence().getUserIdsList(), 1, Arguments.USERS_MAX);
                command.setSilenceMembers(SilenceMembers.newBuilder()
                        .addAllUserIds(change.getSilence().getUserIdsList())
                        .setDurationMs(change.getSilence().getDurationMs()));
            }
            case CHANGE_NOT_SET -> throw Arguments.invalid("ChangeGroup needs a change.");
        }
    }

    private static void read(Command.Builder command, boolean background, Read read) {
        command.setConversationId(Arguments.conversation(read.getConversationId()))
                .setMarkRead(MarkRead.newBuilder()
                        .setSeq(Arguments.seq("seq", read.getSeq()))
                        .setForeground(!background));
    }

    private static void setTimer(Command.Builder command, SetTimer timer) {
        command.setConversationId(Arguments.conversation(timer.getConversationId()))
                .setSetTimer(io.hongyan.proto.commands.v1.SetTimer.newBuilder().setDurationMs(timer.getDurationMs()));
    }

    private static void mute(Command.Builder command, Mute mute) {
        command.setConversationId(Arguments.conversation(mute.getConversationId()))
                .setSetMute(SetMute.newBuilder().setMuted(mute.getMuted()));
    }

    private static void block(Command.Builder command, String userId, Block block) {
        command.setConversationId(ofTwo(userId, "user_id", block.getUserId()))
                .setSetBlock(SetBlock.newBuilder().setBlocked(block.getBlocked()));
    }

    private static void arrange(Command.Builder command, Arrange arrange) {
        var wanted = io.hongyan.proto.commands.v1.Arrange.newBuilder();
        switch (arrange.getChangeCase()) {
            case PINNED -> wanted.setPinned(arrange.getPinned());
            case ARCHIVED -> wanted.setArchived(arrange.getArchived());
            case MARKED_UNREAD -> wanted.setMarkedUnread(arrange.getMarkedUnread());
            case CHANGE_NOT_SET ->
                throw Arguments.invalid("Arrange needs a change: pinned, archived or marked_unread.");
        }
        command.setConversationId(Arguments.conversation(arrange.getConversationId()))
                .setArrange(wanted);
    }

    private static String ofTwo(String userId, String field, String otherId) {
        if (Arguments.user(field, otherId).equals(userId)) {
            throw Arguments.invalid(field + " must be somebody else.");
        }
        return ConversationIds.ofTwo(userId, otherId);
    }

    private static Role role(Role role) {
        return switch (role) {
            case ROLE_MEMBER, ROLE_ADMIN, ROLE_OWNER -> role;
            case ROLE_UNSPECIFIED, UNRECOGNIZED -> throw Arguments.invalid("set_role.role is not a role.");
        };
    }
}
