package io.hongyan.connector.welcome.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.hongyan.connector.suite.Log;
import io.hongyan.connector.suite.RecordingSession;
import io.hongyan.connector.suite.WithSuite;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ConversationChanges;
import io.hongyan.proto.client.v1.ConversationSummary;
import io.hongyan.proto.client.v1.Hello;
import io.hongyan.proto.client.v1.Message;
import io.hongyan.proto.client.v1.Position;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.Welcome;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.conversations.v1.Conversation;
import io.hongyan.proto.conversations.v1.KnownPosition;
import io.hongyan.proto.conversations.v1.ListConversationsRequest;
import io.hongyan.proto.conversations.v1.ListConversationsResponse;
import io.hongyan.proto.deliveries.v1.DeliveryRecord;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.events.v1.Actor;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.events.v1.MessageSent;
import io.hongyan.proto.history.v1.ConversationEvents;
import io.hongyan.proto.history.v1.SyncPosition;
import io.hongyan.proto.history.v1.SyncRequest;
import io.hongyan.proto.history.v1.SyncResponse;
import io.hongyan.proto.presence.v1.AwaitSessionRequest;
import io.hongyan.proto.presence.v1.AwaitSessionResponse;
import io.hongyan.proto.presence.v1.LocateRequest;
import io.hongyan.proto.presence.v1.LocateResponse;
import io.hongyan.proto.presence.v1.Session;
import io.hongyan.proto.sessions.v1.Platform;
import io.hongyan.proto.sessions.v1.SessionRecord;
import io.hongyan.proto.sessions.v1.SessionState;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LoginIT extends WithSuite {

    private static final Event HELLO = Event.newBuilder()
            .setConversationId("d:ann:bob")
            .setRevision(7)
            .setSeq(5)
            .setCseq(4)
            .setHeadSeq(5)
            .setTimeMs(1000)
            .setActor(Actor.newBuilder().setUserId("bob"))
            .setMessageSent(MessageSent.newBuilder()
                    .setClientMessageId("b1")
                    .setContent(Content.newBuilder().setText("hello"))
                    .setCountable(true))
            .build();

    private static final ClientEvent HELLO_SEEN = ClientEvent.newBuilder()
            .setConversationId("d:ann:bob")
            .setSeq(5)
            .setUncountable(1)
            .setTimeMs(1000)
            .setUserId("bob")
            .setMessage(Message.newBuilder().setContent(Content.newBuilder().setText("hello")))
            .build();

    @Test
    void loginAnnouncesThenAwaitsThenListsThenSyncs() {
        var session = RecordingSession.of("ann", "phone");
        var announcedFirst = new AtomicBoolean();
        doubles.on(AwaitSessionRequest.class, request -> {
            await().atMost(Duration.ofMillis(1500))
                    .until(() -> !announced(session).isEmpty());
            announcedFirst.set(true);
            return Uni.createFrom().item(AwaitSessionResponse.getDefaultInstance());
        });
        doubles.answer(
                ListConversationsRequest.class,
                ListConversationsResponse.newBuilder()
                        .addConversations(Conversation.newBuilder()
                                .setConversationId("d:ann:bob")
                                .setHeadSeq(5)
                                .setFirstSeq(1)
                                .setReadSeq(4)
                                .setUnread(1)
                                .setMemberCount(2)
                                .setLastEvent(HELLO))
                        .setUnreadTotal(1)
                        .setHeadSum(9)
                        .setConversationCount(2)
                        .build());
        doubles.answer(
                SyncRequest.class,
                SyncResponse.newBuilder()
                        .addConversations(ConversationEvents.newBuilder()
                                .setConversationId("d:ann:bob")
                                .addEvents(HELLO))
                        .build());

        Welcome welcome = login(
                session,
                Hello.newBuilder()
                        .addHave(Position.newBuilder()
                                .setConversationId("d:ann:bob")
                                .setSeq(4))
                        .setBackground(true)
                        .build());

        assertThat(doubles.order())
                .containsExactly("LocateRequest", "AwaitSessionRequest", "ListConversationsRequest", "SyncRequest");
        assertThat(announcedFirst).isTrue();
        assertThat(announced(session).getFirst().toBuilder().clearTimeMs().build())
                .isEqualTo(SessionRecord.newBuilder()
                        .setUserId("ann")
                        .setDeviceId("phone")
                        .setSessionId(session.identity().sessionId())
                        .setSlot(slot().number())
                        .setBootId(slot().bootId())
                        .setVersion(1)
                        .setState(SessionState.SESSION_STATE_BACKGROUND)
                        .setPlatform(Platform.PLATFORM_IOS)
                        .build());
        assertThat(doubles.asked(ListConversationsRequest.class))
                .containsExactly(ListConversationsRequest.newBuilder()
                        .setUserId("ann")
                        .setPageSize(50)
                        .addKnown(KnownPosition.newBuilder()
                                .setConversationId("d:ann:bob")
                                .setSeq(4))
                        .setFresh(true)
                        .build());
        assertThat(doubles.asked(SyncRequest.class))
                .containsExactly(SyncRequest.newBuilder()
                        .setUserId("ann")
                        .addPositions(SyncPosition.newBuilder()
                                .setConversationId("d:ann:bob")
                                .setSeq(4)
                                .setAtLeastSeq(5))
                        .setEventsPerConversation(20)
                        .build());
        assertThat(welcome.toBuilder().clearTimeMs().build())
                .isEqualTo(Welcome.newBuilder()
                        .setUserId("ann")
                        .addChanges(ConversationChanges.newBuilder()
                                .setConversation(ConversationSummary.newBuilder()
                                        .setConversationId("d:ann:bob")
                                        .setHeadSeq(5)
                                        .setFirstSeq(1)
                                        .setReadSeq(4)
                                        .setUnread(1)
                                        .setMemberCount(2)
                                        .setLastEvent(HELLO_SEEN))
                                .addEvents(HELLO_SEEN))
                        .setUnreadTotal(1)
                        .setHeadSum(9)
                        .setConversationCount(2)
                        .build());
    }

    @Test
    void loginThatTakesTooLongIsRefusedAndTheSessionTakenBack() {
        var session = RecordingSession.of("slow", "phone");
        doubles.on(ListConversationsRequest.class, _ -> Uni.createFrom().nothing());
        sessions.add(session);

        var error = failure(suite.login(session, Hello.getDefaultInstance()));

        assertThat(error.getCode()).isEqualTo(ErrorCode.ERROR_CODE_TIMEOUT);
        assertThat(error.getRetry()).isTrue();
        await().until(() -> announced(session).size() == 2);
        assertThat(announced(session)).extracting(SessionRecord::getVersion).containsExactly(1L, 2L);
        assertThat(announced(session).getLast().getState()).isEqualTo(SessionState.SESSION_STATE_CLOSED);
    }

    @Test
    void loginThatMakesNoSenseDoesNotDisturbThoseThatAreAskedForWithIt() {
        doubles.on(
                ListConversationsRequest.class,
                request -> request.getUserId().equals("odd")
                        ? Uni.createFrom()
                                .failure(Status.INVALID_ARGUMENT
                                        .withDescription("known must name conversations.")
                                        .asRuntimeException())
                        : Uni.createFrom().item(ListConversationsResponse.getDefaultInstance()));
        var odd = RecordingSession.of("odd", "phone");
        var fine = RecordingSession.of("fine", "phone");
        sessions.add(odd);
        sessions.add(fine);

        var refused = suite.login(odd, Hello.getDefaultInstance());
        var welcomed = suite.login(fine, Hello.getDefaultInstance());

        assertThat(answer(welcomed).getUserId()).isEqualTo("fine");
        var error = failure(refused);
        assertThat(error.getCode()).isEqualTo(ErrorCode.ERROR_CODE_INVALID_ARGUMENT);
        assertThat(error.getMessage()).isEqualTo("known must name conversations.");
    }

    @Test
    void sessionThatPresenceCannotLocateInTimeIsRefusedAndTakenBack() {
        var session = RecordingSession.of("lost", "phone");
        doubles.fail(AwaitSessionRequest.class, Status.DEADLINE_EXCEEDED);
        sessions.add(session);

        var error = failure(suite.login(session, Hello.getDefaultInstance()));

        assertThat(error.getCode()).isEqualTo(ErrorCode.ERROR_CODE_TIMEOUT);
        assertThat(error.getRetry()).isTrue();
        await().until(() -> announced(session).size() == 2);
    }

    @Test
    void loginFailsWithUnavailableWhilePresenceIs() {
        var session = RecordingSession.of("ann", "tablet");
        doubles.fail(LocateRequest.class, Status.UNAVAILABLE);
        sessions.add(session);

        var error = failure(suite.login(session, Hello.getDefaultInstance()));

        assertThat(error.getCode()).isEqualTo(ErrorCode.ERROR_CODE_UNAVAILABLE);
        assertThat(announced(session)).isEmpty();
    }

    @Test
    void newerLoginOfADeviceClosesTheOneHere() {
        RecordingSession first = online("dora", "phone");
        RecordingSession other = online("dora", "tablet");

        RecordingSession second = online("dora", "phone");

        assertThat(first.closed())
                .extracting(error -> error.getCode())
                .containsExactly(ErrorCode.ERROR_CODE_SESSION_REPLACED);
        assertThat(other.closed()).isEmpty();
        assertThat(second.closed()).isEmpty();
    }

    @Test
    void newerLoginOfADeviceTellsTheConnectorThatHasTheOlderOne() {
        doubles.answer(
                LocateRequest.class,
                LocateResponse.newBuilder()
                        .addSessions(Session.newBuilder()
                                .setUserId("emil")
                                .setDeviceId("phone")
                                .setSessionId("old")
                                .setSlot(31)
                                .setBootId("elsewhere"))
                        .addSessions(Session.newBuilder()
                                .setUserId("emil")
                                .setDeviceId("tablet")
                                .setSessionId("kept")
                                .setSlot(31)
                                .setBootId("elsewhere"))
                        .build());

        online("emil", "phone");

        await().until(() -> log.raw(Topics.DELIVERIES).stream().anyMatch(record -> record.partition() == 31));
        var record = log.raw(Topics.DELIVERIES).stream()
                .filter(delivery -> delivery.partition() == 31)
                .findFirst()
                .orElseThrow();
        var delivery = Log.parse(DeliveryRecord.parser(), record.value());
        assertThat(delivery.getBootId()).isEqualTo("elsewhere");
        assertThat(delivery.getSessionIdsList()).containsExactly("old");
        var error = Log.parse(ServerFrame.parser(), delivery.getFrame().toByteArray())
                .getError();
        assertThat(error.getCode()).isEqualTo(ErrorCode.ERROR_CODE_SESSION_REPLACED);
        assertThat(error.getCloses()).isTrue();
    }

    @Test
    void endOfASessionIsAnnouncedOnce() {
        RecordingSession session = online("fay", "phone");

        leave(session);
        suite.ended(session);

        await().until(() -> announced(session).size() == 2);
        assertThat(announced(session).getLast().getState()).isEqualTo(SessionState.SESSION_STATE_CLOSED);
    }
}
