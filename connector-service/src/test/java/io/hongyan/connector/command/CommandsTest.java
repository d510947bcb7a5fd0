package io.hongyan.connector.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.ByteString;
import io.hongyan.connector.session.Identity;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.proto.client.v1.Arrange;
import io.hongyan.proto.client.v1.Block;
import io.hongyan.proto.client.v1.ChangeGroup;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.CreateGroup;
import io.hongyan.proto.client.v1.Leave;
import io.hongyan.proto.client.v1.Mute;
import io.hongyan.proto.client.v1.Read;
import io.hongyan.proto.client.v1.Recall;
import io.hongyan.proto.client.v1.RoleGrant;
import io.hongyan.proto.client.v1.Send;
import io.hongyan.proto.client.v1.UserList;
import io.hongyan.proto.commands.v1.AddMembers;
import io.hongyan.proto.commands.v1.Command;
import io.hongyan.proto.commands.v1.LeaveGroup;
import io.hongyan.proto.commands.v1.MarkRead;
import io.hongyan.proto.commands.v1.RecallMessage;
import io.hongyan.proto.commands.v1.RenameGroup;
import io.hongyan.proto.commands.v1.SetBlock;
import io.hongyan.proto.commands.v1.SetGroupRules;
import io.hongyan.proto.commands.v1.SetMute;
import io.hongyan.proto.commands.v1.SetRole;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Custom;
import io.hongyan.proto.content.v1.Mentions;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.GroupRules;
import io.hongyan.proto.events.v1.Role;
import io.hongyan.proto.sessions.v1.Platform;
import org.junit.jupiter.api.Test;

class CommandsTest {

    private static final Identity ANN = new Identity("ann", "phone", "s1", Platform.PLATFORM_IOS);
    private static final String GROUP = "g:00000000000000000000000000";
    private static final int BYTES_MAX = 9000;

    private final Commands commands = new Commands(BYTES_MAX, _ -> new byte[32]);

    @Test
    void framesBecomeCommandsOfTheirConversation() {
        assertThat(of(frame().setRecall(Recall.newBuilder()
                        .setConversationId("d:ann:bob")
                        .setSeq(4))))
                .isEqualTo(command("d:ann:bob")
                        .setRecallMessage(RecallMessage.newBuilder().setTargetSeq(4))
                        .build());
        assertThat(of(frame().setRead(
                                Read.newBuilder().setConversationId("d:ann:bob").setSeq(4))))
                .isEqualTo(command("d:ann:bob")
                        .setMarkRead(MarkRead.newBuilder().setSeq(4).setForeground(true))
                        .build());
        assertThat(of(frame().setMute(Mute.newBuilder().setConversationId(GROUP).setMuted(true))))
                .isEqualTo(command(GROUP)
                        .setSetMute(SetMute.newBuilder().setMuted(true))
                        .build());
        assertThat(of(frame().setArrange(
                                Arrange.newBuilder().setConversationId(GROUP).setPinned(false))))
                .isEqualTo(command(GROUP)
                        .setArrange(io.hongyan.proto.commands.v1.Arrange.newBuilder()
                                .setPinned(false))
                        .build());
        assertThat(of(frame().setArrange(
                                Arrange.newBuilder().setConversationId(GROUP).setArchived(true))))
                .isEqualTo(command(GROUP)
                        .setArrange(io.hongyan.proto.commands.v1.Arrange.newBuilder()
                                .setArchived(true))
                        .build());
        assertThat(of(frame().setArrange(
                                Arrange.newBuilder().setConversationId(GROUP).setMarkedUnread(true))))
                .isEqualTo(command(GROUP)
                        .setArrange(io.hongyan.proto.commands.v1.Arrange.newBuilder()
                                .setMarkedUnread(true))
                        .build());
        assertThat(of(frame().setBlock(Block.newBuilder().setUserId("aaa").setBlocked(true))))
                .isEqualTo(command("d:aaa:ann")
                        .setSetBlock(SetBlock.newBuilder().setBlocked(true))
                        .build());
        assertThat(of(frame().setCreateGroup(CreateGroup.newBuilder()
                        .setClientMessageId("c1")
                        .setName("Friends")
                        .addUserIds("bob"))))
                .isEqualTo(command(GROUP)
                        .setCreateGroup(io.hongyan.proto.commands.v1.CreateGroup.newBuilder()
                                .setClientMessageId("c1")
                                .setName("Friends")
                                .addUserIds("bob"))
                        .build());
    }

    @Test
    void groupChangesBecomeTheirCommands() {
        assertThat(of(change(ChangeGroup.newBuilder().setRename("Foes"))))
                .isEqualTo(command(GROUP)
                        .setRenameGroup(RenameGroup.newBuilder().setName("Foes"))
                        .build());
        assertThat(of(change(
                        ChangeGroup.newBuilder().setAdd(UserList.newBuilder().addUserIds("bob")))))
                .isEqualTo(command(GROUP)
                        .setAddMembers(AddMembers.newBuilder().addUserIds("bob"))
                        .build());
        assertThat(of(change(ChangeGroup.newBuilder()
                        .setSetRole(RoleGrant.newBuilder().setUserId("bob").setRole(Role.ROLE_ADMIN)))))
                .isEqualTo(command(GROUP)
                        .setSetRole(SetRole.newBuilder().setUserId("bob").setRole(Role.ROLE_ADMIN))
                        .build());
        var rules = GroupRules.newBuilder().setPost(Role.ROLE_ADMIN);
        assertThat(of(change(ChangeGroup.newBuilder().setSetRules(rules))).getSetGroupRules())
                .isEqualTo(SetGroupRules.newBuilder().setRules(rules).build());
        assertThat(of(change(ChangeGroup.newBuilder().setLeave(Leave.getDefaultInstance()))))
                .isEqualTo(command(GROUP)
                        .setLeaveGroup(LeaveGroup.getDefaultInstance())
                        .build());
    }

    @Test
    void nonsenseIsRefusedAndTheFieldNamed() {
        assertThat(refusal(send().clearTarget())).contains("target");
        assertThat(refusal(send().setToUserId("a b"))).contains("to_user_id");
        assertThat(refusal(send().setToUserId("ann"))).contains("to_user_id");
        assertThat(refusal(send().setConversationId("d:bob:ann"))).contains("conversation_id");
        assertThat(refusal(send().setClientMessageId(""))).contains("client_message_id");
        assertThat(refusal(send().setClientMessageId("é"))).contains("client_message_id");
        assertThat(refusal(send().setContent(Content.getDefaultInstance()))).contains("content");
        assertThat(refusal(send().setContent(Content.newBuilder().setText("")))).contains("content.text");
        assertThat(refusal(send().setContent(Content.newBuilder()
                        .setCustom(Custom.newBuilder().setType("no spaces")))))
                .contains("content.custom.type");
        assertThat(refused(change(ChangeGroup.newBuilder())).getMessage()).contains("change");
        assertThat(refused(change(ChangeGroup.newBuilder().setAdd(UserList.getDefaultInstance())))
                        .getMessage())
                .contains("add");
        assertThat(refused(frame().setRead(Read.newBuilder().setConversationId("d:ann:bob")))
                        .getMessage())
                .contains("seq");
    }

    @Test
    void contentBeyondTheLimitIsTooLarge() {
        var bytes = send().setContent(Content.newBuilder()
                .setCustom(Custom.newBuilder().setType("a/1").setData(ByteString.copyFrom(new byte[BYTES_MAX]))));
        var codePoints = send().setContent(Content.newBuilder().setText("x".repeat(8001)));

        assertThat(refused(frame().setSend(bytes)).getCode()).isEqualTo(ErrorCode.ERROR_CODE_CONTENT_TOO_LARGE);
        assertThat(refused(frame().setSend(codePoints)).getCode()).isEqualTo(ErrorCode.ERROR_CODE_CONTENT_TOO_LARGE);
    }

    @Test
    void whoIsMentionedIsAUser() {
        var stranger = send().setContent(Content.newBuilder()
                .setText("x")
                .setMentions(Mentions.newBuilder().addUserIds("no user")));

        assertThat(refused(frame().setSend(stranger)).getMessage()).contains("content.mentions.user_ids");
    }

    private Command of(ClientFrame.Builder frame) {
        return commands.of(ANN, false, frame.build(), 1000);
    }

    private String refusal(Send.Builder send) {
        var error = refused(frame().setSend(send));
        assertThat(error.getCode()).isEqualTo(ErrorCode.ERROR_CODE_INVALID_ARGUMENT);
        return error.getMessage();
    }

    private io.hongyan.proto.client.v1.Error refused(ClientFrame.Builder frame) {
        return catchThrowableOfType(SuiteException.class, () -> of(frame)).error();
    }

    private static ClientFrame.Builder frame() {
        return ClientFrame.newBuilder();
    }

    private static ClientFrame.Builder change(ChangeGroup.Builder change) {
        return frame().setChangeGroup(change.setConversationId(GROUP));
    }

    private static Send.Builder send() {
        return Send.newBuilder()
                .setToUserId("bob")
                .setClientMessageId("c1")
                .setContent(Content.newBuilder().setText("hello"));
    }

    private static Command.Builder command(String conversationId) {
        return Command.newBuilder()
                .setConversationId(conversationId)
                .setActor(
                        Actor.newBuilder().setUserId("ann").setDeviceId("phone").setSessionId("s1"))
                .setReceivedMs(1000);
    }
}
