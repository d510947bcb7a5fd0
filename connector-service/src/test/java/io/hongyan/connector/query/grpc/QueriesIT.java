package io.hongyan.connector.query.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.hongyan.connector.suite.RecordingSession;
import io.hongyan.connector.suite.WithSuite;
import io.hongyan.proto.client.v1.AlertSeen;
import io.hongyan.proto.client.v1.AppStateChange;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.ClientMember;
import io.hongyan.proto.client.v1.HistoryRequest;
import io.hongyan.proto.client.v1.MemberPage;
import io.hongyan.proto.client.v1.MembersRequest;
import io.hongyan.proto.client.v1.Ping;
import io.hongyan.proto.client.v1.Pong;
import io.hongyan.proto.client.v1.Position;
import io.hongyan.proto.client.v1.PushSettings;
import io.hongyan.proto.client.v1.PushSettingsRequest;
import io.hongyan.proto.client.v1.ReactionPage;
import io.hongyan.proto.client.v1.ReactionsRequest;
import io.hongyan.proto.client.v1.RegisterPush;
import io.hongyan.proto.client.v1.RemovePush;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.SetConversationAlerts;
import io.hongyan.proto.client.v1.SyncRequest;
import io.hongyan.proto.client.v1.Typing;
import io.hongyan.proto.client.v1.UserReaction;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.conversations.v1.Conversation;
import io.hongyan.proto.conversations.v1.ConversationMember;
import io.hongyan.proto.conversations.v1.KnownPosition;
import io.hongyan.proto.conversations.v1.ListConversationsRequest;
import io.hongyan.proto.conversations.v1.ListConversationsResponse;
import io.hongyan.proto.conversations.v1.ListMembersRequest;
import io.hongyan.proto.conversations.v1.ListMembersResponse;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.history.v1.GetEventsRequest;
import io.hongyan.proto.history.v1.GetEventsResponse;
import io.hongyan.proto.history.v1.ListReactionsRequest;
import io.hongyan.proto.history.v1.ListReactionsResponse;
import io.hongyan.proto.history.v1.MessageState;
import io.hongyan.proto.push.v1.ConversationAlerts;
import io.hongyan.proto.push.v1.GetPreferencesRequest;
import io.hongyan.proto.push.v1.GetPreferencesResponse;
import io.hongyan.proto.push.v1.PushPreferences;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.proto.push.v1.RegisterDeviceRequest;
import io.hongyan.proto.push.v1.RemoveDeviceRequest;
import io.hongyan.proto.push.v1.ReportAlertRequest;
import io.hongyan.proto.push.v1.SetConversationAlertsRequest;
import io.hongyan.proto.push.v1.SetPreferencesRequest;
import io.hongyan.proto.sessions.v1.SessionRecord;
import io.hongyan.proto.sessions.v1.SessionState;
import io.hongyan.proto.signals.v1.SendTypingRequest;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class QueriesIT extends WithSuite {

    @Test
    void pongTellsTheSumOfHeads() {
        RecordingSession ann = online("ann", "phone");
        doubles.answer(
                ListConversationsRequest.class,
                ListConversationsResponse.newBuilder()
                        .setUnreadTotal(3)
                        .setHeadSum(40)
                        .setConversationCount(2)
                        .build());

        Pong pong = ask(ann, ping()).getPong();

        assertThat(pong.toBuilder().clearTimeMs().build())
                .isEqualTo(Pong.newBuilder()
                        .setHeadSum(40)
                        .setConversationCount(2)
                        .setUnreadTotal(3)
                        .setComplete(true)
                        .build());
        assertThat(pong.getTimeMs()).isPositive();
    }

    @Test
    void pongComesIncompleteWhileTheCountsAreDown() {
        RecordingSession ann = online("ann", "phone");
        doubles.fail(ListConversationsRequest.class, Status.UNAVAILABLE);

        Pong pong = ask(ann, ping()).getPong();

        assertThat(pong.toBuilder().clearTimeMs().build()).isEqualTo(Pong.getDefaultInstance());
    }

    @Test
    void historyAsksTheArchiveAndSaysWhoMayNotSee() {
        RecordingSession ann = online("ann", "phone");
        doubles.fail(GetEventsRequest.class, Status.PERMISSION_DENIED);

        var error = refused(
                ann,
                ClientFrame.newBuilder()
                        .setHistory(HistoryRequest.newBuilder()
                                .setConversationId("d:ann:bob")
                                .setAfterSeq(3)
                                .setPageSize(10)
                                .setAtLeastSeq(5)));

        assertThat(error.getCode()).isEqualTo(ErrorCode.ERROR_CODE_NOT_A_MEMBER);
        assertThat(doubles.asked(GetEventsRequest.class))
                .containsExactly(GetEventsRequest.newBuilder()
                        .setUserId("ann")
                        .setConversationId("d:ann:bob")
                        .setAfterSeq(3)
                        .setPageSize(10)
                        .setAtLeastSeq(5)
                        .build());
    }

    @Test
    void syncAsksTheArchiveForWhatIsMissingOnly() {
        RecordingSession ann = online("ann", "phone");
        doubles.answer(
                ListConversationsRequest.class,
                ListConversationsResponse.newBuilder()
                        .addConversations(Conversation.newBuilder()
                                .setConversationId("d:ann:bob")
                                .setHeadSeq(5))
                        .addConversations(Conversation.newBuilder()
                                .setConversationId("d:ann:cat")
                                .setHeadSeq(2))
                        .setNextPageToken("page 2")
                        .build());

        var page = ask(
                        ann,
                        ClientFrame.newBuilder()
                                .setSync(SyncRequest.newBuilder()
                                        .addHave(Position.newBuilder()
                                                .setConversationId("d:ann:cat")
                                                .setSeq(2))
                                        .setPageToken("page 1")))
                .getSync();

        assertThat(page.getNextPageToken()).isEqualTo("page 2");
        assertThat(page.getChangesList())
                .extracting(change -> change.getConversation().getConversationId())
                .containsExactly("d:ann:bob", "d:ann:cat");
        assertThat(doubles.asked(ListConversationsRequest.class).getLast())
                .isEqualTo(ListConversationsRequest.newBuilder()
                        .setUserId("ann")
                        .setPageSize(50)
                        .setPageToken("page 1")
                        .addKnown(KnownPosition.newBuilder()
                                .setConversationId("d:ann:cat")
                                .setSeq(2))
                        .build());
        var synced =
                doubles.asked(io.hongyan.proto.history.v1.SyncRequest.class).getFirst();
        assertThat(synced.getPositionsList())
                .extracting(position -> position.getConversationId())
                .containsExactly("d:ann:bob");
    }

    @Test
    void membersAreListedForTheViewer() {
        RecordingSession ann = online("ann", "phone");
        doubles.answer(
                ListMembersRequest.class,
                ListMembersResponse.newBuilder()
                        .addMembers(ConversationMember.newBuilder()
                                .setUserId("bob")
                                .setReadSeq(3)
                                .setDeliveredSeq(4))
                        .setNextPageToken("more")
                        .build());

        var page = ask(
                ann,
                ClientFrame.newBuilder().setMembers(MembersRequest.newBuilder().setConversationId("d:ann:bob")));

        assertThat(page.getMembers())
                .isEqualTo(MemberPage.newBuilder()
                        .addMembers(ClientMember.newBuilder()
                                .setUserId("bob")
                                .setReadSeq(3)
                                .setDeliveredSeq(4))
                        .setNextPageToken("more")
                        .build());
        assertThat(doubles.asked(ListMembersRequest.class).getFirst().getViewerId())
                .isEqualTo("ann");
    }

    @Test
    void reactionsAreListedForTheViewer() {
        RecordingSession ann = online("ann", "phone");
        doubles.answer(
                ListReactionsRequest.class,
                ListReactionsResponse.newBuilder()
                        .addReactions(io.hongyan.proto.history.v1.UserReaction.newBuilder()
                                .setUserId("bob")
                                .setEmoji("👍"))
                        .setNextPageToken("more")
                        .build());

        var page = ask(
                ann,
                ClientFrame.newBuilder()
                        .setReactions(
                                reactions().setEmoji("👍").setPageSize(200).setPageToken("page 1")));

        assertThat(page.getReactions())
                .isEqualTo(ReactionPage.newBuilder()
                        .addReactions(UserReaction.newBuilder().setUserId("bob").setEmoji("👍"))
                        .setNextPageToken("more")
                        .build());
        assertThat(doubles.asked(ListReactionsRequest.class))
                .containsExactly(ListReactionsRequest.newBuilder()
                        .setUserId("ann")
                        .setConversationId("d:ann:bob")
                        .setSeq(3)
                        .setEmoji("👍")
                        .setPageSize(200)
                        .setPageToken("page 1")
                        .build());
    }

    @Test
    void whoMayNotSeeReactionsOrAsksForNonsenseIsToldSo() {
        RecordingSession ann = online("ann", "phone");
        doubles.fail(ListReactionsRequest.class, Status.PERMISSION_DENIED);

        assertThat(refusedReactions(ann, reactions())).isEqualTo(ErrorCode.ERROR_CODE_NOT_A_MEMBER);
        assertThat(refusedReactions(ann, reactions().setSeq(0))).isEqualTo(ErrorCode.ERROR_CODE_INVALID_ARGUMENT);
        assertThat(refusedReactions(ann, reactions().setPageSize(201)))
                .isEqualTo(ErrorCode.ERROR_CODE_INVALID_ARGUMENT);
        assertThat(refusedReactions(ann, reactions().setConversationId("geese")))
                .isEqualTo(ErrorCode.ERROR_CODE_INVALID_ARGUMENT);
        assertThat(doubles.asked(ListReactionsRequest.class)).hasSize(1);
        doubles.fail(ListReactionsRequest.class, Status.INVALID_ARGUMENT.withDescription("page_token is damaged."));
        assertThat(refused(ann, ClientFrame.newBuilder().setReactions(reactions()))
                        .getMessage())
                .isEqualTo("page_token is damaged.");
    }

    @Test
    void historyShowsWhatBecameOfAMessage() {
        RecordingSession ann = online("ann", "phone");
        doubles.answer(
                GetEventsRequest.class,
                GetEventsResponse.newBuilder()
                        .addEvents(Event.newBuilder()
                                .setSeq(2)
                                .setMessageSent(MessageSent.newBuilder()
                                        .setContent(Content.newBuilder().setText("grey geese"))))
                        .addStates(MessageState.newBuilder().setSeq(2).setEditedSeq(4))
                        .build());

        var page = ask(
                        ann,
                        ClientFrame.newBuilder()
                                .setHistory(HistoryRequest.newBuilder().setConversationId("d:ann:bob")))
                .getHistory();

        assertThat(page.getEvents(0).getMessage().getEditedSeq()).isEqualTo(4);
    }

    @Test
    void devicesAreRegisteredAndForgotten() {
        RecordingSession ann = online("ann", "phone");

        var registered = ask(
                ann,
                ClientFrame.newBuilder()
                        .setRegisterPush(RegisterPush.newBuilder()
                                .setProvider(PushProvider.PUSH_PROVIDER_APNS)
                                .setAppId("com.example.chat")
                                .setToken("ab")));
        var removed = ask(ann, ClientFrame.newBuilder().setRemovePush(RemovePush.getDefaultInstance()));

        assertThat(registered.hasAck()).isTrue();
        assertThat(removed.hasAck()).isTrue();
        assertThat(doubles.asked(RegisterDeviceRequest.class))
                .containsExactly(RegisterDeviceRequest.newBuilder()
                        .setUserId("ann")
                        .setDeviceId("phone")
                        .setProvider(PushProvider.PUSH_PROVIDER_APNS)
                        .setAppId("com.example.chat")
                        .setToken("ab")
                        .build());
        assertThat(doubles.asked(RemoveDeviceRequest.class))
                .containsExactly(RemoveDeviceRequest.newBuilder()
                        .setUserId("ann")
                        .setDeviceId("phone")
                        .build());
    }

    @Test
    void whatIsWantedOfAlertsIsPassedOnAndTold() {
        RecordingSession ann = online("ann", "phone");
        var wanted = PushPreferences.newBuilder()
                .setPolicyValue(99) // an unknown one is push-service's to refuse
                .build();
        var muted = ConversationAlerts.newBuilder().setMutedUntilMs(7).build();
        doubles.answer(
                GetPreferencesRequest.class,
                GetPreferencesResponse.newBuilder()
                        .setPreferences(wanted)
                        .putConversations("d:ann:bob", muted)
                        .build());

        var set = ask(ann, ClientFrame.newBuilder().setSetPushPreferences(wanted));
        var about = ask(
                ann,
                ClientFrame.newBuilder()
                        .setSetConversationAlerts(SetConversationAlerts.newBuilder()
                                .setConversationId("d:ann:bob")
                                .setAlerts(muted)));
        var told = ask(ann, ClientFrame.newBuilder().setPushSettings(PushSettingsRequest.getDefaultInstance()));

        assertThat(set.hasAck()).isTrue();
        assertThat(about.hasAck()).isTrue();
        assertThat(told.getPushSettings())
                .isEqualTo(PushSettings.newBuilder()
                        .setPreferences(wanted)
                        .putConversations("d:ann:bob", muted)
                        .build());
        assertThat(doubles.asked(SetPreferencesRequest.class))
                .containsExactly(SetPreferencesRequest.newBuilder()
                        .setUserId("ann")
                        .setPreferences(wanted)
                        .build());
        assertThat(doubles.asked(SetConversationAlertsRequest.class))
                .containsExactly(SetConversationAlertsRequest.newBuilder()
                        .setUserId("ann")
                        .setConversationId("d:ann:bob")
                        .setAlerts(muted)
                        .build());
    }

    @Test
    void whatADeviceSaysOfAnAlertIsPassedOn() {
        RecordingSession ann = online("ann", "phone");

        var answer = ask(
                ann,
                ClientFrame.newBuilder()
                        .setAlertSeen(AlertSeen.newBuilder().setAlertId("a1").setReportValue(99)));

        assertThat(answer.hasAck()).isTrue();
        assertThat(doubles.asked(ReportAlertRequest.class))
                .containsExactly(ReportAlertRequest.newBuilder()
                        .setUserId("ann")
                        .setDeviceId("phone")
                        .setAlertId("a1")
                        .setReportValue(99)
                        .build());
    }

    @Test
    void typingIsPassedOnAndNotAnswered() {
        RecordingSession ann = online("ann", "phone");

        var answer = ask(
                ann,
                ClientFrame.newBuilder()
                        .setTyping(Typing.newBuilder()
                                .setConversationId("d:ann:bob")
                                .setTyping(true)));

        assertThat(answer).isEqualTo(ServerFrame.getDefaultInstance());
        await().until(() -> !doubles.asked(SendTypingRequest.class).isEmpty());
        assertThat(doubles.asked(SendTypingRequest.class))
                .containsExactly(SendTypingRequest.newBuilder()
                        .setConversationId("d:ann:bob")
                        .setUserId("ann")
                        .setSessionId(ann.identity().sessionId())
                        .setTyping(true)
                        .build());
    }

    @Test
    void appStateIsAnnouncedBeforeItsAck() {
        RecordingSession ann = online("ann", "phone");

        var ack = ask(
                ann,
                ClientFrame.newBuilder().setAppState(AppStateChange.newBuilder().setBackground(true)));

        assertThat(ack.hasAck()).isTrue();
        await().until(() -> announced(ann).size() == 2);
        assertThat(announced(ann))
                .extracting(SessionRecord::getState)
                .containsExactly(SessionState.SESSION_STATE_FOREGROUND, SessionState.SESSION_STATE_BACKGROUND);
    }

    private ErrorCode refusedReactions(RecordingSession who, ReactionsRequest.Builder request) {
        return refused(who, ClientFrame.newBuilder().setReactions(request)).getCode();
    }

    private static ReactionsRequest.Builder reactions() {
        return ReactionsRequest.newBuilder().setConversationId("d:ann:bob").setSeq(3);
    }

    private static ClientFrame.Builder ping() {
        return ClientFrame.newBuilder().setPing(Ping.getDefaultInstance());
    }
}
