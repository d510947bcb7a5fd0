package io.hongyan.message.sequencer;

import io.hongyan.proto.commands.v1.AddMembers;
import io.hongyan.proto.commands.v1.Arrange;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.CreateGroup;
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
import io.hongyan.proto.commands.v1.SetTimer;
import io.hongyan.proto.commands.v1.SilenceMembers;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.GroupRules;
import io.hongyan.proto.events.v1.Role;
import java.time.Duration;
import java.util.List;

/** What users of tests ask for, in one conversation. */
public record Commands(String conversation) {

    /** Of Alice and Bob. */
    public static final Commands IN_PAIR = new Commands("d:alice:bob");

    /** Of a group. */
    public static final Commands IN_GROUP = new Commands("g:0123456789abcdefghjkmnpqrs");

    public Command.Builder by(String user) {
        return Command.newBuilder()
                .setConversationId(conversation)
                .setActor(
                        Actor.newBuilder().setUserId(user).setDeviceId("phone").setSessionId("s-" + user));
    }

    public Command send(String user, String id, String text) {
        return send(user, id, Content.newBuilder().setText(text).build());
    }

    public Command send(String user, String id, Content content) {
        return by(user).setSendMessage(
                        SendMessage.newBuilder().setClientMessageId(id).setContent(content))
                .build();
    }

    public Command sendSilently(String user, String service, String id, String text) {
        Command.Builder command = by(user);
        command.getActorBuilder().setService(service).clearDeviceId().clearSessionId();
        return command.setSendMessage(SendMessage.newBuilder()
                        .setClientMessageId(id)
                        .setContent(Content.newBuilder().setText(text))
                        .setSilent(true))
                .build();
    }

    public Command recall(String user, long seq) {
        return by(user).setRecallMessage(RecallMessage.newBuilder().setTargetSeq(seq))
                .build();
    }

    public Command edit(String user, String id, long seq, String text) {
        return edit(user, id, seq, Content.newBuilder().setText(text).build());
    }

    public Command edit(String user, String id, long seq, Content content) {
        return by(user).setEditMessage(EditMessage.newBuilder()
                        .setClientMessageId(id)
                        .setTargetSeq(seq)
                        .setContent(content))
                .build();
    }

    public Command react(String user, long seq, String emoji, boolean present) {
        return by(user).setSetReaction(SetReaction.newBuilder()
                        .setTargetSeq(seq)
                        .setEmoji(emoji)
                        .setPresent(present))
                .build();
    }

    public Command create(String user, String id, String name, String... others) {
        return by(user).setCreateGroup(CreateGroup.newBuilder()
                        .setClientMessageId(id)
                        .setName(name)
                        .addAllUserIds(List.of(others)))
                .build();
    }

    public Command rename(String user, String name) {
        return by(user).setRenameGroup(RenameGroup.newBuilder().setName(name)).build();
    }

    public Command createWith(GroupRules rules, String user, String id, String name, String... others) {
        return by(user).setCreateGroup(CreateGroup.newBuilder()
                        .setClientMessageId(id)
                        .setName(name)
                        .addAllUserIds(List.of(others))
                        .setRules(rules))
                .build();
    }

    public Command rules(String user, GroupRules rules) {
        return by(user).setSetGroupRules(SetGroupRules.newBuilder().setRules(rules))
                .build();
    }

    public Command add(String user, String... others) {
        return by(user).setAddMembers(AddMembers.newBuilder().addAllUserIds(List.of(others)))
                .build();
    }

    public Command remove(String user, String... others) {
        return by(user).setRemoveMembers(RemoveMembers.newBuilder().addAllUserIds(List.of(others)))
                .build();
    }

    public Command silence(String user, Duration duration, String... others) {
        return by(user).setSilenceMembers(SilenceMembers.newBuilder()
                        .addAllUserIds(List.of(others))
                        .setDurationMs(duration.toMillis()))
                .build();
    }

    public Command timer(String user, Duration after) {
        return by(user).setSetTimer(SetTimer.newBuilder().setDurationMs(after.toMillis()))
                .build();
    }

    public Command leave(String user) {
        return by(user).setLeaveGroup(LeaveGroup.getDefaultInstance()).build();
    }

    public Command role(String user, String whose, Role role) {
        return by(user).setSetRole(SetRole.newBuilder().setUserId(whose).setRole(role))
                .build();
    }

    public Command delivered(String user, long seq, boolean foreground) {
        return by(user).setMarkDelivered(MarkDelivered.newBuilder().setSeq(seq).setForeground(foreground))
                .build();
    }

    public Command read(String user, long seq) {
        return by(user).setMarkRead(MarkRead.newBuilder().setSeq(seq).setForeground(true))
                .build();
    }

    public Command mute(String user, boolean muted) {
        return by(user).setSetMute(SetMute.newBuilder().setMuted(muted)).build();
    }

    public Command pin(String user, boolean pinned) {
        return by(user).setArrange(Arrange.newBuilder().setPinned(pinned)).build();
    }

    public Command archive(String user, boolean archived) {
        return by(user).setArrange(Arrange.newBuilder().setArchived(archived)).build();
    }

    public Command markUnread(String user, boolean unread) {
        return by(user).setArrange(Arrange.newBuilder().setMarkedUnread(unread)).build();
    }

    public Command block(String user, boolean blocked) {
        return by(user).setSetBlock(SetBlock.newBuilder().setBlocked(blocked)).build();
    }
}
