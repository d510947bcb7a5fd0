package io.hongyan.connector.frame;

import com.google.protobuf.ByteString;
import io.hongyan.proto.client.v1.AlertSeen;
import io.hongyan.proto.client.v1.AppStateChange;
import io.hongyan.proto.client.v1.Arrange;
import io.hongyan.proto.client.v1.BeginUpload;
import io.hongyan.proto.client.v1.Block;
import io.hongyan.proto.client.v1.Bye;
import io.hongyan.proto.client.v1.ChangeGroup;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.ConversationsRequest;
import io.hongyan.proto.client.v1.CreateGroup;
import io.hongyan.proto.client.v1.Delivered;
import io.hongyan.proto.client.v1.FinishUpload;
import io.hongyan.proto.client.v1.Hello;
import io.hongyan.proto.client.v1.HistoryRequest;
import io.hongyan.proto.client.v1.Leave;
import io.hongyan.proto.client.v1.MediaLinkRequest;
import io.hongyan.proto.client.v1.MembersRequest;
import io.hongyan.proto.client.v1.Mute;
import io.hongyan.proto.client.v1.Ping;
import io.hongyan.proto.client.v1.Position;
import io.hongyan.proto.client.v1.PushSettingsRequest;
import io.hongyan.proto.client.v1.ReactionsRequest;
import io.hongyan.proto.client.v1.Read;
import io.hongyan.proto.client.v1.Recall;
import io.hongyan.proto.client.v1.RegisterPush;
import io.hongyan.proto.client.v1.RemovePush;
import io.hongyan.proto.client.v1.RoleGrant;
import io.hongyan.proto.client.v1.SearchRequest;
import io.hongyan.proto.client.v1.Send;
import io.hongyan.proto.client.v1.SetConversationAlerts;
import io.hongyan.proto.client.v1.SyncRequest;
import io.hongyan.proto.client.v1.Typing;
import io.hongyan.proto.client.v1.UserList;
import io.hongyan.proto.client.v1.WatchPresence;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.content.v1.Custom;
import io.hongyan.proto.events.v1.Role;
import io.hongyan.proto.push.v1.AlertReport;
import io.hongyan.proto.push.v1.ConversationAlerts;
import io.hongyan.proto.push.v1.PushPolicy;
import io.hongyan.proto.push.v1.PushPreferences;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.proto.push.v1.QuietHours;
import io.hongyan.proto.search.v1.SearchKind;
import io.hongyan.proto.search.v1.SearchOrder;
import io.hongyan.proto.sessions.v1.Platform;
import java.util.ArrayList;
import java.util.List;

/** One frame of each kind that clients send, as they send them. */
public final class EveryFrame {

    private static final String TWO = "d:alice:bob";
    private static final String GROUP = "g:0123456789abcdefghjkmnpqrs";

    private EveryFrame() {}

    /** All of them, each with an id of its own. */
    public static List<ClientFrame> all() {
        List<ClientFrame> numbered = new ArrayList<>();
        for (ClientFrame.Builder frame : frames()) {
            numbered.add(frame.setId(numbered.size() + 1).build());
        }
        return numbered;
    }

    private static List<ClientFrame.Builder> frames() {
        return List.of(
                frame().setHello(Hello.newBuilder()
                        .setToken("e30.e30.AA")
                        .setDeviceId("phone")
                        .setPlatform(Platform.PLATFORM_IOS)
                        .addHave(Position.newBuilder().setConversationId(TWO).setSeq(7))
                        .setHeartbeatMs(60_000)
                        .setAgent("app/1")),
                frame().setSend(Send.newBuilder()
                        .setToUserId("bob")
                        .setClientMessageId("m1")
                        .setContent(Content.newBuilder().setText("hi \uD83D\uDE00"))),
                frame().setSend(Send.newBuilder()
                        .setConversationId(GROUP)
                        .setClientMessageId("m2")
                        .setContent(Content.newBuilder()
                                .setCustom(Custom.newBuilder()
                                        .setType("image/ref")
                                        .setData(ByteString.copyFrom(new byte[] {1, 2, -1}))
                                        .setFallback("a picture")))),
                frame().setDelivered(
                                Delivered.newBuilder().setConversationId(TWO).setSeq(3)),
                frame().setRead(Read.newBuilder().setConversationId(TWO).setSeq(Long.MAX_VALUE)),
                frame().setTyping(Typing.newBuilder().setConversationId(TWO).setTyping(true)),
                frame().setHistory(HistoryRequest.newBuilder()
                        .setConversationId(TWO)
                        .setBeforeSeq(9)
                        .setPageSize(20)
                        .setAtLeastSeq(2)),
                frame().setSync(SyncRequest.newBuilder()
                        .addHave(Position.newBuilder().setConversationId(TWO).setSeq(1))
                        .setEventsPerConversation(20)
                        .setPageToken("dG9rZW4")),
                frame().setConversations(ConversationsRequest.newBuilder().setPageSize(10)),
                frame().setPing(Ping.getDefaultInstance()),
                frame().setWatchPresence(
                                WatchPresence.newBuilder().setPartners(true).addUserIds("carol")),
                frame().setAppState(AppStateChange.newBuilder().setBackground(true)),
                frame().setRecall(Recall.newBuilder().setConversationId(TWO).setSeq(2)),
                frame().setCreateGroup(CreateGroup.newBuilder()
                        .setClientMessageId("g1")
                        .setName("trip")
                        .addUserIds("bob")
                        .addUserIds("carol")),
                frame().setChangeGroup(group().setRename("trip to Oslo")),
                frame().setChangeGroup(group().setAdd(UserList.newBuilder().addUserIds("dave"))),
                frame().setChangeGroup(group().setRemove(UserList.newBuilder().addUserIds("dave"))),
                frame().setChangeGroup(group().setSetRole(
                                RoleGrant.newBuilder().setUserId("bob").setRole(Role.ROLE_ADMIN))),
                frame().setChangeGroup(group().setLeave(Leave.getDefaultInstance())),
                frame().setMute(Mute.newBuilder().setConversationId(TWO).setMuted(true)),
                frame().setArrange(Arrange.newBuilder().setConversationId(TWO).setPinned(true)),
                frame().setArrange(Arrange.newBuilder().setConversationId(GROUP).setArchived(true)),
                frame().setArrange(Arrange.newBuilder().setConversationId(GROUP).setMarkedUnread(true)),
                frame().setBlock(Block.newBuilder().setUserId("bob").setBlocked(true)),
                frame().setReactions(ReactionsRequest.newBuilder()
                        .setConversationId(GROUP)
                        .setSeq(3)
                        .setEmoji(":goose:")
                        .setPageSize(20)),
                frame().setSearch(SearchRequest.newBuilder()
                        .setText("geese 大雁")
                        .setConversationId(GROUP)
                        .addKinds(SearchKind.SEARCH_KIND_TEXT)
                        .setOrder(SearchOrder.SEARCH_ORDER_NEWEST)
                        .setPageSize(20)),
                frame().setMembers(MembersRequest.newBuilder().setConversationId(GROUP)),
                frame().setRegisterPush(RegisterPush.newBuilder()
                        .setProvider(PushProvider.PUSH_PROVIDER_APNS)
                        .setAppId("org.example.app")
                        .setToken("ab".repeat(32))),
                frame().setRemovePush(RemovePush.getDefaultInstance()),
                frame().setBye(Bye.getDefaultInstance()),
                frame().setSetPushPreferences(PushPreferences.newBuilder()
                        .setPolicy(PushPolicy.PUSH_POLICY_MENTIONS)
                        .setQuietHours(QuietHours.newBuilder()
                                .setTimeZone("Asia/Shanghai")
                                .setFromMinute(1320)
                                .setUntilMinute(420))),
                frame().setPushSettings(PushSettingsRequest.getDefaultInstance()),
                frame().setSetConversationAlerts(SetConversationAlerts.newBuilder()
                        .setConversationId(GROUP)
                        .setAlerts(ConversationAlerts.newBuilder().setMutedUntilMs(1_767_225_600_000L))),
                frame().setAlertSeen(AlertSeen.newBuilder()
                        .setAlertId("0c1b1ed6-4f0e-8a55-9c3e-8f2d7a1b6c01")
                        .setReport(AlertReport.ALERT_REPORT_OPENED)),
                frame().setBeginUpload(BeginUpload.newBuilder()
                        .setContentType("image/png")
                        .setSizeBytes(48_231)
                        .setSha256(ByteString.copyFrom(new byte[32]))),
                frame().setFinishUpload(FinishUpload.newBuilder().setMediaId("0123456789abcdefghjkmnpqrs")),
                frame().setMediaLink(MediaLinkRequest.newBuilder()
                        .setConversationId(GROUP)
                        .setSeq(3)
                        .setMediaId("0123456789abcdefghjkmnpqrs")
                        .setThumbnail(true)));
    }

    private static ClientFrame.Builder frame() {
        return ClientFrame.newBuilder();
    }

    private static ChangeGroup.Builder group() {
        return ChangeGroup.newBuilder().setConversationId(GROUP);
    }
}
