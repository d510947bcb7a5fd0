package io.hongyan.connector.watch.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hongyan.connector.suite.RecordingSession;
import io.hongyan.connector.suite.WithSuite;
import io.hongyan.eventlog.Topics;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.OwnChange;
import io.hongyan.proto.client.v1.PresenceUpdate;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.UserPresence;
import io.hongyan.proto.client.v1.WatchPresence;
import io.hongyan.proto.conversations.v1.Conversation;
import io.hongyan.proto.conversations.v1.ListConversationsRequest;
import io.hongyan.proto.conversations.v1.ListConversationsResponse;
import io.hongyan.proto.deliveries.v1.DeliveryRecord;
import io.hongyan.proto.presence.v1.GetPresenceRequest;
import io.hongyan.proto.presence.v1.GetPresenceResponse;
import io.hongyan.proto.presence.v1.PresenceRecord;
import io.hongyan.proto.presence.v1.PresenceState;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class WatchingIT extends WithSuite {

    private final Set<String> visible = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void presenceAnswersWhatMayBeSeen() {
        doubles.on(
                GetPresenceRequest.class,
                request -> Uni.createFrom()
                        .item(GetPresenceResponse.newBuilder()
                                .addAllPresences(request.getUserIdsList().stream()
                                        .map(user -> visible.contains(user)
                                                ? record(user, PresenceState.PRESENCE_STATE_ONLINE, 1)
                                                : PresenceRecord.newBuilder()
                                                        .setUserId(user)
                                                        .build())
                                        .toList())
                                .build()));
    }

    @Test
    void watcherIsToldWhatIsKnownAndThenOfChangesOfThoseWhoMayBeSeen() {
        visible.add("bob");
        RecordingSession ann = online("ann", "phone");

        var answer = ask(ann, watch(false, "bob", "eve"));
        change(record("eve", PresenceState.PRESENCE_STATE_AWAY, 2));
        change(record("bob", PresenceState.PRESENCE_STATE_AWAY, 2));

        assertThat(answer.getPresence())
                .isEqualTo(PresenceUpdate.newBuilder()
                        .addUsers(user("bob", PresenceState.PRESENCE_STATE_ONLINE))
                        .addUsers(UserPresence.newBuilder().setUserId("eve"))
                        .build());
        await().until(() -> !ann.delivered().isEmpty());
        assertThat(ann.delivered()).containsExactly(update(user("bob", PresenceState.PRESENCE_STATE_AWAY)));
    }

    @Test
    void partnersAreThoseOfConversationsOfTwo() {
        visible.add("bob");
        RecordingSession ann = online("ann", "phone");
        doubles.on(
                ListConversationsRequest.class,
                request -> Uni.createFrom()
                        .item(
                                request.getPageToken().isEmpty()
                                        ? ListConversationsResponse.newBuilder()
                                                .addConversations(conversation("d:ann:bob"))
                                                .addConversations(conversation("g:00000000000000000000000000"))
                                                .setNextPageToken("2")
                                                .build()
                                        : ListConversationsResponse.newBuilder()
                                                .addConversations(conversation("d:aaa:ann"))
                                                .build()));

        var answer = ask(ann, watch(true));

        assertThat(answer.getPresence().getUsersList())
                .containsExactly(
                        user("bob", PresenceState.PRESENCE_STATE_ONLINE),
                        UserPresence.newBuilder().setUserId("aaa").build());
    }

    /** The list of conversations may be behind what a client was told: it asks right after its first message. */
    @Test
    void whoAsksIsAnsweredWithPartnersOfThisMoment() {
        visible.add("bob");
        RecordingSession ann = online("ann", "phone");
        doubles.on(
                ListConversationsRequest.class,
                request -> Uni.createFrom()
                        .item(
                                request.getFresh()
                                        ? ListConversationsResponse.newBuilder()
                                                .addConversations(conversation("d:ann:bob"))
                                                .build()
                                        : ListConversationsResponse.getDefaultInstance()));

        var answer = ask(ann, watch(true));

        assertThat(answer.getPresence().getUsersList())
                .containsExactly(user("bob", PresenceState.PRESENCE_STATE_ONLINE));
    }

    @Test
    void newPartnerIsWatchedOnceAnEventCame() {
        visible.add("new");
        RecordingSession ann = online("ann", "phone");
        ask(ann, watch(true));

        deliver(
                ann,
                ServerFrame.newBuilder()
                        .setEvent(ClientEvent.newBuilder()
                                .setConversationId("d:ann:new")
                                .setSeq(1))
                        .build());

        await().until(() -> ann.delivered().size() == 2);
        assertThat(ann.delivered().getLast()).isEqualTo(update(user("new", PresenceState.PRESENCE_STATE_ONLINE)));
    }

    @Test
    void whoIsBlockedIsNoLongerSeen() {
        visible.add("bob");
        RecordingSession ann = online("ann", "phone");
        ask(ann, watch(false, "bob"));

        visible.remove("bob");
        deliver(
                ann,
                ServerFrame.newBuilder()
                        .setOwn(OwnChange.newBuilder()
                                .setConversationId("d:ann:bob")
                                .setBlocked(true))
                        .build());

        await().until(() -> ann.delivered().size() == 2);
        assertThat(ann.delivered().getLast())
                .isEqualTo(update(UserPresence.newBuilder().setUserId("bob").build()));
    }

    @Test
    void poisonAmongThePresencesIsADeadLetterAndStopsNothing() {
        visible.add("bob");
        RecordingSession ann = online("ann", "phone");
        ask(ann, watch(false, "bob"));
        int before = log.raw(Topics.deadLetters(Topics.PRESENCE)).size();

        log.write(Topics.PRESENCE, null, "bob", new byte[] {-1, -1, -1});
        log.write(Topics.PRESENCE, null, "bob", record("eve", PresenceState.PRESENCE_STATE_AWAY, 2));
        change(record("bob", PresenceState.PRESENCE_STATE_OFFLINE, 3));

        await().until(() -> !ann.delivered().isEmpty());
        assertThat(ann.delivered()).containsExactly(update(user("bob", PresenceState.PRESENCE_STATE_OFFLINE)));
        await().until(() -> log.raw(Topics.deadLetters(Topics.PRESENCE)).size() == before + 2);
    }

    private void change(PresenceRecord record) {
        log.write(Topics.PRESENCE, null, record.getUserId(), record);
    }

    private void deliver(RecordingSession session, ServerFrame frame) {
        log.write(
                Topics.DELIVERIES,
                slot().number(),
                null,
                DeliveryRecord.newBuilder()
                        .setBootId(slot().bootId())
                        .addSessionIds(session.identity().sessionId())
                        .setFrame(frame.toByteString())
                        .build());
    }

    private static ClientFrame.Builder watch(boolean partners, String... users) {
        return ClientFrame.newBuilder()
                .setWatchPresence(
                        WatchPresence.newBuilder().setPartners(partners).addAllUserIds(List.of(users)));
    }

    private static Conversation conversation(String id) {
        return Conversation.newBuilder().setConversationId(id).build();
    }

    private static PresenceRecord record(String userId, PresenceState state, long version) {
        return PresenceRecord.newBuilder()
                .setUserId(userId)
                .setState(state)
                .setVersion(version)
                .build();
    }

    private static UserPresence user(String userId, PresenceState state) {
        return UserPresence.newBuilder().setUserId(userId).setState(state).build();
    }

    private static ServerFrame update(UserPresence user) {
        return ServerFrame.newBuilder()
                .setPresence(PresenceUpdate.newBuilder().addUsers(user))
                .build();
    }
}
