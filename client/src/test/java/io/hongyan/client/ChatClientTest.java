package io.hongyan.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hongyan.client.FrameServer.Peer;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.client.inbox.Conversation;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.ClientEvent;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Delivered;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.GoAway;
import io.hongyan.proto.client.v1.Position;
import io.hongyan.proto.client.v1.PresenceUpdate;
import io.hongyan.proto.client.v1.Read;
import io.hongyan.proto.client.v1.SearchHit;
import io.hongyan.proto.client.v1.SearchPage;
import io.hongyan.proto.client.v1.SearchRequest;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.UserPresence;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.search.v1.TextRange;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The client against a small server on a real socket that loses, refuses and leaves as told. */
class ChatClientTest {

    private static final String ALICE = "alice";
    private static final String WITH_BOB = "d:alice:bob";

    private static Connections connections;

    private final ChatServer server = new ChatServer(60_000);
    private final AtomicInteger tokens = new AtomicInteger();
    private final MemoryStore store = new MemoryStore();
    private final Ears ears = new Ears();
    private final List<ChatClient> clients = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void startLoops() {
        connections = Connections.withThreads(1);
    }

    @AfterAll
    static void stopLoops() {
        connections.close();
    }

    @AfterEach
    void stop() {
        clients.forEach(ChatClient::close);
        server.close();
    }

    @Test
    void messageIsAckedShownAndOnceMoreWithTheSameIdIsTheSame() {
        ChatClient client = online(server);
        Content hello = Content.newBuilder().setText("hello").build();

        Ack first = join(client.send(WITH_BOB, "c-1", hello));
        Ack again = join(client.send(WITH_BOB, "c-1", hello));

        assertThat(again).isEqualTo(first.toBuilder().setRepeated(true).build());
        assertThat(join(client.events(WITH_BOB))).isEqualTo(server.log(WITH_BOB));
        assertThat(ears.events).isEqualTo(server.log(WITH_BOB));
    }

    @Test
    void whatArrivesIsConfirmedOnceForManyAndReadMovesTheCount() {
        ChatClient client = online(server);

        List.of("one", "two", "three").forEach(text -> server.push(server.write(WITH_BOB, "bob", text)));

        await().until(() -> heard(ClientFrame::hasDelivered).size() == 1);
        assertThat(heard(ClientFrame::hasDelivered).getFirst().getDelivered())
                .isEqualTo(Delivered.newBuilder()
                        .setConversationId(WITH_BOB)
                        .setSeq(3)
                        .build());
        assertThat(join(client.unreadTotal())).isEqualTo(3);

        client.read(WITH_BOB, 2);

        assertThat(join(client.unreadTotal())).isEqualTo(1);
        await().until(() -> heard(ClientFrame::hasRead).size() == 1);
        assertThat(heard(ClientFrame::hasRead).getFirst().getRead())
                .isEqualTo(
                        Read.newBuilder().setConversationId(WITH_BOB).setSeq(2).build());
        assertThat(ears.badges).last().isEqualTo(1L);
    }

    @Test
    void aSearchIsAnsweredAndItsHitsAreNotKept() {
        var page = SearchPage.newBuilder()
                .addHits(SearchHit.newBuilder()
                        .setEvent(server.write(WITH_BOB, "bob", "grey geese"))
                        .addHighlights(TextRange.newBuilder().setStart(5).setLength(5)))
                .setNextPageToken("more")
                .build();
        server.first = (peer, frame) -> {
            if (frame.hasSearch()) {
                peer.send(ServerFrame.newBuilder()
                        .setId(frame.getId())
                        .setSearch(page)
                        .build());
            }
            return frame.hasSearch();
        };
        ChatClient client = online(server);
        var request = SearchRequest.newBuilder().setText("geese").setPageSize(1).build();
        List<ClientEvent> kept = join(client.events(WITH_BOB));

        assertThat(join(client.search(request))).isEqualTo(page);

        assertThat(heard(ClientFrame::hasSearch).getFirst().getSearch()).isEqualTo(request);
        assertThat(join(client.events(WITH_BOB))).isEqualTo(kept);
    }

    @Test
    void gapIsFilledFromHistoryBeforeAnythingBeyondItIsShown() {
        ChatClient client = online(server);
        server.push(server.write(WITH_BOB, "bob", "one"));
        server.write(WITH_BOB, "bob", "lost");

        server.push(server.write(WITH_BOB, "bob", "three"));

        await().untilAsserted(() -> assertThat(ears.events).isEqualTo(server.log(WITH_BOB)));
        assertThat(join(client.events(WITH_BOB))).isEqualTo(server.log(WITH_BOB));
    }

    @Test
    void messageOnItsWayWhenTheNetworkBreaksGoesOutAgainUnderTheSameIdAndExistsOnce() {
        AtomicInteger sends = new AtomicInteger();
        server.first = (peer, frame) -> {
            if (frame.hasSend() && sends.incrementAndGet() == 1) {
                server.store(frame.getSend()); // it arrives, but the ack is lost
                peer.close();
                return true;
            }
            return false;
        };
        ChatClient client = online(server);

        Ack ack = join(client.sendTextTo("bob", "in the tunnel"));

        assertThat(ack)
                .isEqualTo(Ack.newBuilder()
                        .setConversationId(WITH_BOB)
                        .setSeq(1)
                        .setTimeMs(1_000)
                        .setRepeated(true)
                        .build());
        assertThat(server.log(WITH_BOB)).hasSize(1);
        assertThat(ears.events).hasSize(1);
        assertThat(ears.states)
                .containsExactly(
                        ConnectionState.CONNECTING,
                        ConnectionState.ONLINE,
                        ConnectionState.WAITING,
                        ConnectionState.CONNECTING,
                        ConnectionState.ONLINE);
    }

    @Test
    void nextLoginSaysWhatTheDeviceHasAndGetsExactlyWhatItMissed() {
        ChatClient client = online(server);
        server.push(server.write(WITH_BOB, "bob", "one"));
        await().until(() -> ears.events.size() == 1);

        client.dropConnection();
        server.write(WITH_BOB, "bob", "two");

        await().untilAsserted(() -> assertThat(ears.events).isEqualTo(server.log(WITH_BOB)));
        assertThat(server.hellos)
                .extracting(hello -> hello.getHaveList())
                .containsExactly(
                        List.of(),
                        List.of(Position.newBuilder()
                                .setConversationId(WITH_BOB)
                                .setSeq(1)
                                .setOwnVersion(0)
                                .build()));
    }

    @Test
    void newLifeOfTheAppBeginsWithWhatTheStoreKept() {
        server.first = (peer, frame) -> frame.hasSend(); // never answered
        ChatClient first = online(server);
        server.push(server.write(WITH_BOB, "bob", "one"));
        await().until(() -> ears.events.size() == 1);
        CompletableFuture<Ack> unacked = first.sendTextTo("bob", "kept").toCompletableFuture();
        await().until(() -> !heard(ClientFrame::hasSend).isEmpty());
        first.close();
        assertThatThrownBy(unacked::join).hasMessageContaining("The client was closed before the ack came.");
        server.first = (peer, frame) -> false;

        ChatClient second = online(server);

        await().untilAsserted(() -> assertThat(join(second.events(WITH_BOB))).isEqualTo(server.log(WITH_BOB)));
        assertThat(server.log(WITH_BOB)).hasSize(2);
        assertThat(join(second.unreadTotal())).isEqualTo(1);
        assertThat(store.outbox()).isEmpty();
    }

    @Test
    void readingThatTheServerHasNotAnsweredIsToldByTheNextLifeOfTheAppThoughItChangesNoCount() {
        server.first = (peer, frame) -> frame.hasRead(); // never answered
        ChatClient first = online(server);
        long own = join(first.sendTextTo("bob", "mine does not count")).getSeq();
        first.read(WITH_BOB, own);
        await().until(() -> heard(ClientFrame::hasRead).size() == 1);
        first.dropConnection();
        first.close();
        server.first = (peer, frame) -> false;

        online(server);

        await().untilAsserted(() -> assertThat(heard(ClientFrame::hasRead))
                .extracting(frame -> frame.getRead().getSeq())
                .containsExactly(own, own));
        await().until(() -> store.untoldReads().isEmpty());
    }

    @Test
    void quietConversationIsCoveredByTheHeartbeat() {
        try (ChatServer beating = new ChatServer(1_200)) {
            online(beating);

            beating.write(WITH_BOB, "bob", "never delivered");

            await().untilAsserted(() -> assertThat(ears.events).isEqualTo(beating.log(WITH_BOB)));
        }
    }

    @Test
    void serverThatAnswersNoPingIsLeft() {
        try (ChatServer silent = new ChatServer(1_200)) {
            silent.first = (peer, frame) -> frame.hasPing();
            start(
                    silent,
                    options(silent)
                            .withConnection(options(silent).connection().withRequestTimeout(Duration.ofMillis(200))));

            await().until(() -> silent.hellos.size() == 2);

            assertThat(ears.whys).contains("The server did not answer a ping.");
        }
    }

    @Test
    void aWatchThatTheServerCouldNotTakeIsAskedForAgainAndOneRefusedForGoodIsTold() {
        AtomicInteger asked = new AtomicInteger();
        var alone = UserPresence.newBuilder().setUserId("bob").build();
        server.first = (peer, frame) -> {
            if (frame.hasWatchPresence()) {
                boolean known = frame.getWatchPresence().getUserIds(0).equals("bob");
                boolean busy = known && asked.incrementAndGet() == 1;
                ServerFrame.Builder answer = ServerFrame.newBuilder().setId(frame.getId());
                if (known && !busy) {
                    answer.setPresence(PresenceUpdate.newBuilder().addUsers(alone));
                } else {
                    answer.setError(Error.newBuilder()
                            .setCode(busy ? ErrorCode.ERROR_CODE_UNAVAILABLE : ErrorCode.ERROR_CODE_INVALID_ARGUMENT)
                            .setRetry(busy));
                }
                peer.send(answer.build());
            }
            return frame.hasWatchPresence();
        };
        ChatClient client = online(server);

        client.watchPresence(false, List.of("bob"));

        await().until(() -> ears.presences.contains(List.of(alone)));
        assertThat(asked).hasValue(2);
        assertThat(ears.errors).as("it was answered in the end").isEmpty();

        client.watchPresence(false, List.of("?"));

        await().until(() -> !ears.errors.isEmpty());
        assertThat(heard(ClientFrame::hasWatchPresence)).hasSize(3);
    }

    @Test
    void appThatComesToTheForegroundDuringItsLoginIsSaidToBeThere() {
        CompletableFuture<Peer> helloCame = new CompletableFuture<>();
        server.first = (peer, frame) -> frame.hasHello() && helloCame.complete(peer);
        ChatClient client = start(server, options(server).withBackground(true));
        Peer peer = helloCame.orTimeout(10, TimeUnit.SECONDS).join();

        assertThatThrownBy(() -> join(client.appState(false))).hasMessageContaining("Not logged in.");
        server.answer(peer, server.heard.getFirst());

        await().until(() -> heard(ClientFrame::hasAppState).size() == 1);
        assertThat(heard(ClientFrame::hasAppState).getFirst().getAppState().getBackground())
                .isFalse();
    }

    @Test
    void appStateThatTheServerCouldNotTakeIsToldAgainWithTheHeartbeat() {
        try (ChatServer busy = new ChatServer(1_200)) {
            AtomicInteger changes = new AtomicInteger();
            busy.first = (peer, frame) -> {
                if (frame.hasAppState()) {
                    peer.send(
                            changes.incrementAndGet() == 1
                                    ? ChatServer.error(frame.getId(), ErrorCode.ERROR_CODE_UNAVAILABLE, true, false)
                                    : ServerFrame.newBuilder()
                                            .setId(frame.getId())
                                            .setAck(Ack.getDefaultInstance())
                                            .build());
                    return true;
                }
                return false;
            };
            ChatClient client = online(busy);

            assertThatThrownBy(() -> join(client.appState(true))).hasMessageContaining("UNAVAILABLE");

            await().until(() -> changes.get() == 2);
            long pings = busy.heard.stream().filter(ClientFrame::hasPing).count();
            await().until(() -> busy.heard.stream().filter(ClientFrame::hasPing).count() > pings + 1);
            assertThat(changes).as("said once more, and no more than that").hasValue(2);
        }
    }

    @Test
    void expiredTokenIsReplacedByANewOne() {
        server.first = (peer, frame) -> {
            if (frame.hasHello() && frame.getHello().getToken().equals("token-1")) {
                peer.sendAndClose(ChatServer.error(frame.getId(), ErrorCode.ERROR_CODE_TOKEN_EXPIRED, false, true));
                return true;
            }
            return false;
        };

        online(server);

        assertThat(server.hellos).extracting(hello -> hello.getToken()).containsExactly("token-2");
    }

    @Test
    void replacedSessionStopsForGood() {
        ChatClient client = online(server);

        server.push(ChatServer.error(0, ErrorCode.ERROR_CODE_SESSION_REPLACED, false, true));
        server.drop();

        await().until(() -> ears.states.contains(ConnectionState.STOPPED));
        assertThat(ears.whys).last().isEqualTo("ERROR_CODE_SESSION_REPLACED");
        assertThatThrownBy(() -> join(client.recall(WITH_BOB, 1))).hasMessageContaining("Not logged in.");
        assertThat(server.hellos).hasSize(1);
    }

    @Test
    void goAwayMovesToANewConnectionAtTheTimeGiven() {
        online(server);
        long from = System.nanoTime();

        server.push(ServerFrame.newBuilder()
                .setGoAway(GoAway.newBuilder().setReconnectAfterMs(300))
                .build());

        await().until(() -> server.hellos.size() == 2);
        assertThat(System.nanoTime() - from).isGreaterThan(300_000_000L);
    }

    @Test
    void messageTurnedAwayForAMomentGoesOutAgainAndKeepsItsPlace() {
        AtomicInteger sends = new AtomicInteger();
        server.first = (peer, frame) -> {
            if (frame.hasSend() && sends.incrementAndGet() == 1) {
                peer.send(ChatServer.error(frame.getId(), ErrorCode.ERROR_CODE_RATE_LIMITED, true, false));
                return true;
            }
            return false;
        };
        ChatClient client = online(server);

        CompletionStage<Ack> first = client.sendTextTo("bob", "first");
        CompletionStage<Ack> second = client.sendTextTo("bob", "second");

        assertThat(join(first).getSeq()).isEqualTo(1);
        assertThat(join(second).getSeq()).isEqualTo(2);
    }

    @Test
    void refusalIsAnExceptionWithTheCode() {
        server.first = (peer, frame) -> {
            if (frame.hasSend()) {
                peer.send(ChatServer.error(frame.getId(), ErrorCode.ERROR_CODE_BLOCKED, false, false));
            }
            return frame.hasSend();
        };
        ChatClient client = online(server);

        assertThatThrownBy(() -> join(client.sendTextTo("bob", "hello?")))
                .hasCauseInstanceOf(RefusedException.class)
                .hasMessageContaining("ERROR_CODE_BLOCKED");
        assertThat(store.outbox()).isEmpty();
    }

    @Test
    void oneMessageMoreThanTheOutboxHoldsFailsAtOnce() {
        server.first = (peer, frame) -> frame.hasSend();
        ChatClient client = start(server, options(server).withOutboxMax(2));
        client.sendTextTo("bob", "one");
        client.sendTextTo("bob", "two");

        assertThatThrownBy(() -> join(client.sendTextTo("bob", "three")))
                .hasMessageContaining("As many messages as allowed wait to be sent.");
    }

    @Test
    void listenerThatFailsDoesNotTakeTheConnectionWithIt() {
        ChatClient client = ChatClient.start(connections, options(server), this::token, store, new ChatListener() {
            @Override
            public void onEvents(Conversation conversation, List<ClientEvent> events) {
                throw new IllegalStateException("a bug of the app");
            }
        });
        clients.add(client);

        assertThat(join(client.sendTextTo("bob", "one")).getSeq()).isEqualTo(1);
        assertThat(join(client.sendTextTo("bob", "two")).getSeq()).isEqualTo(2);
        assertThat(server.hellos).hasSize(1);
    }

    private ChatClient online(ChatServer to) {
        return join(start(to, options(to)).online());
    }

    private ChatClient start(ChatServer to, ChatOptions options) {
        to.user(ALICE);
        ChatClient client = ChatClient.start(connections, options, this::token, store, ears);
        clients.add(client);
        return client;
    }

    private static ChatOptions options(ChatServer to) {
        return ChatOptions.of(to.address(), ALICE, "phone");
    }

    private CompletionStage<String> token() {
        return CompletableFuture.completedFuture("token-" + tokens.incrementAndGet());
    }

    private List<ClientFrame> heard(Predicate<ClientFrame> kind) {
        return server.heard.stream().filter(kind).toList();
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static final class Ears implements ChatListener {

        final List<ClientEvent> events = new CopyOnWriteArrayList<>();
        final List<Long> badges = new CopyOnWriteArrayList<>();
        final List<ConnectionState> states = new CopyOnWriteArrayList<>();
        final List<String> whys = new CopyOnWriteArrayList<>();
        final List<List<UserPresence>> presences = new CopyOnWriteArrayList<>();
        final List<Error> errors = new CopyOnWriteArrayList<>();

        @Override
        public void onPresence(List<UserPresence> users) {
            presences.add(users);
        }

        @Override
        public void onError(Error error) {
            errors.add(error);
        }

        @Override
        public void onEvents(Conversation conversation, List<ClientEvent> shown) {
            events.addAll(shown);
        }

        @Override
        public void onUnreadTotal(long total) {
            badges.add(total);
        }

        @Override
        public void onState(ConnectionState state, String why) {
            states.add(state);
            whys.add(why);
        }
    }
}
