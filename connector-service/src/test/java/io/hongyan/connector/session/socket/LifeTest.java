package io.hongyan.connector.session.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.hongyan.connector.frame.SharedFrame;
import io.hongyan.connector.session.Errors;
import io.hongyan.connector.session.LiveSession;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.TypingSignal;
import io.hongyan.proto.client.v1.Welcome;
import io.hongyan.proto.error.v1.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** How connections begin and end: time limits, replacement, limits on their number, draining. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(30)
@SuppressWarnings("NullAway.Init")
class LifeTest {

    private static final String[] SHORT_TIMES = {
        "login.time-max", "PT0.4S",
        "login.answer-time-max", "PT0.4S",
        "login.leeway", "PT0S",
        "heartbeat.interval-min", "PT0.2S",
        "heartbeat.interval-usual", "PT20S",
        "limits.linger-max", "PT0.3S",
        "limits.connections-per-user-max", "2"
    };

    private TestEdge edge;

    @BeforeAll
    void open() {
        edge = TestEdge.with(SHORT_TIMES);
    }

    @AfterAll
    void close() {
        edge.close();
    }

    @Test
    void tokenThatWasTakenBackLetsNobodyInAndCostsNobodyTheirPlace() {
        try (SocketClient there = edge.login("zoe", "phone");
                SocketClient again = edge.connect()) {
            edge.revocations.revoke("zoe", Instant.now().plusSeconds(60));
            again.send(Frames.hello(TestEdge.ISSUER.token("zoe"), "phone"));

            assertCloses(again, 1, Errors.revoked());
            there.send(Frames.ping(7));
            assertThat(there.next().getId()).isEqualTo(7);
        }
    }

    @Test
    void whoDoesNotSayHelloInTimeIsClosed() {
        try (SocketClient client = edge.connect()) {
            assertCloses(client, 0, Errors.of(ErrorCode.ERROR_CODE_LOGIN_TIMEOUT, "no Hello came in time"));
        }
    }

    @Test
    void whoDoesNotBecomeAWebSocketInTimeIsClosed() throws IOException {
        try (SocketClient client = SocketClient.tcp(edge.port("ws"))) {
            client.socket.getOutputStream().write("GET /v1/so".getBytes(StandardCharsets.US_ASCII));

            assertThat(client.closedByServer()).isTrue();
        }
    }

    @Test
    void aHalfOpenSocketIsFoundByItsSilence() {
        try (SocketClient client = edge.connect();
                SocketClient bystander = edge.login("bystander", "phone")) {
            var hello = Frames.hello(TestEdge.ISSUER.token("silent"), "phone").toBuilder();
            hello.getHelloBuilder().setHeartbeatMs(200);
            client.send(hello.build());
            Welcome welcome = Frames.requireWelcome(client.next());

            assertThat(welcome.getHeartbeatMs()).isEqualTo(200);
            assertCloses(
                    client, 0, Errors.of(ErrorCode.ERROR_CODE_HEARTBEAT_TIMEOUT, "nothing was heard for too long"));
            assertThat(edge.registry.find(welcome.getSessionId())).isEmpty();
            bystander.send(Frames.ping(3));
            assertThat(bystander.next().getId()).isEqualTo(3);
        }
    }

    @Test
    void whoPingsIsKept() throws InterruptedException {
        try (SocketClient client = edge.connect()) {
            var hello = Frames.hello(TestEdge.ISSUER.token("lively"), "phone").toBuilder();
            hello.getHelloBuilder().setHeartbeatMs(400);
            client.send(hello.build());
            Frames.requireWelcome(client.next());

            for (int beat = 1; beat <= 8; beat++) {
                Thread.sleep(200); // the beat itself, not a wait for something
                client.send(Frames.ping(beat));
                assertThat(client.next().getId()).isEqualTo(beat);
            }
        }
    }

    @Test
    void theConnectionEndsWithItsToken() {
        try (SocketClient client = edge.connect()) {
            client.send(Frames.hello(TestEdge.ISSUER.tokenExpiring("brief", 2), "phone"));
            Frames.requireWelcome(client.next());

            assertCloses(
                    client, 0, Errors.of(ErrorCode.ERROR_CODE_TOKEN_EXPIRED, "the token of this session has expired"));
        }
    }

    @Test
    void aDeviceThatLogsInAgainReplacesItself() {
        try (SocketClient first = edge.login("alice", "phone");
                SocketClient second = edge.login("alice", "phone")) {
            LiveSession replaced = edge.suite.logins.get(edge.suite.logins.size() - 2);

            assertCloses(first, 0, Errors.of(ErrorCode.ERROR_CODE_SESSION_REPLACED, "this device has logged in again"));
            await().untilAsserted(() -> assertThat(edge.suite.ended).contains(replaced));
            second.send(Frames.ping(2));
            assertThat(second.next().getId()).isEqualTo(2);
        }
    }

    @Test
    void aUserHasSoManyConnectionsAndAPlaceIsFreeAgain() {
        SocketClient phone = edge.login("bob", "phone");
        try (SocketClient tablet = edge.login("bob", "tablet");
                SocketClient third = edge.connect()) {
            third.send(Frames.hello(TestEdge.ISSUER.token("bob"), "watch"));

            assertCloses(
                    third,
                    1,
                    Errors.of(
                            ErrorCode.ERROR_CODE_TOO_MANY_CONNECTIONS,
                            "this user has as many connections as allowed",
                            2_000));
            int before = edge.suite.ended.size();
            phone.close();
            await().until(() -> edge.suite.ended.size() > before);
            edge.login("bob", "watch").close();
            assertThat(tablet.socket.isClosed()).isFalse();
        }
    }

    @Test
    void aConnectorHasSoManyConnections() {
        try (TestEdge small = TestEdge.with("limits.connections-max", "2");
                SocketClient first = small.login("alice", "phone");
                SocketClient second = small.login("bob", "phone")) {
            try (SocketClient third = small.connect()) {
                assertCloses(
                        third,
                        0,
                        Errors.of(
                                ErrorCode.ERROR_CODE_TOO_MANY_CONNECTIONS,
                                "this server has as many connections as allowed",
                                5_000));
            }
            first.send(Frames.ping(2));
            assertThat(first.next().getId()).isEqualTo(2);
            assertThat(second.socket.isClosed()).isFalse();
        }
    }

    @Test
    void aSuiteThatIsNotReadyRefusesLogins() {
        edge.suite.ready = false;
        try (SocketClient client = edge.connect()) {
            client.send(Frames.hello(TestEdge.ISSUER.token("carol"), "phone"));

            assertCloses(
                    client,
                    1,
                    Errors.closing(Errors.of(ErrorCode.ERROR_CODE_UNAVAILABLE, "the server is not ready yet", 2_000)));
        } finally {
            edge.suite.ready = true;
        }
    }

    @Test
    void aLoginThatTheSuiteRefusesOrNeverAnswersEndsOnce() {
        var usual = edge.suite.login;
        Error down = Errors.of(ErrorCode.ERROR_CODE_UNAVAILABLE, "presence is down", 500);
        try (SocketClient refused = edge.connect();
                SocketClient forgotten = edge.connect()) {
            edge.suite.login = (_, _) -> CompletableFuture.failedFuture(new SuiteException(down));
            refused.send(Frames.hello(TestEdge.ISSUER.token("dora"), "phone"));
            assertCloses(refused, 1, Errors.closing(down));
            edge.suite.login = (_, _) -> new CompletableFuture<>();
            forgotten.send(Frames.hello(TestEdge.ISSUER.token("dora"), "tablet"));
            assertCloses(
                    forgotten,
                    1,
                    Errors.closing(Errors.of(
                            ErrorCode.ERROR_CODE_UNAVAILABLE, "logging in takes too long at the moment", 5_000)));

            await().untilAsserted(() -> assertThat(edge.suite.ended.stream()
                            .map(session -> session.identity().userId())
                            .filter("dora"::equals))
                    .hasSize(2));
        } finally {
            edge.suite.login = usual;
        }
    }

    @Test
    void everyHelloIsTimedWhateverBecomesOfIt() {
        var answer = new CompletableFuture<Welcome>();
        var usual = edge.suite.login;
        long welcomed = edge.timed("hongyan.login.duration", "outcome", "welcome");
        long refused = edge.timed("hongyan.login.duration", "outcome", "TOKEN_INVALID");
        long gone = edge.timed("hongyan.login.duration", "outcome", "gone");
        int asked = edge.suite.logins.size();
        try (SocketClient ann = edge.login("ann", "phone");
                SocketClient stranger = edge.connect();
                SocketClient impatient = edge.connect()) {
            stranger.send(Frames.hello("no token", "phone"));
            assertThat(stranger.next().getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_TOKEN_INVALID);
            edge.suite.login = (_, _) -> answer;
            impatient.send(Frames.hello(TestEdge.ISSUER.token("impatient"), "phone"));
            await().until(() -> edge.suite.logins.size() == asked + 2);
            impatient.close();
            await().until(() -> edge.suite.ended.stream()
                    .anyMatch(session -> session.identity().userId().equals("impatient")));
            answer.complete(Welcome.getDefaultInstance());

            await().untilAsserted(() -> assertThat(edge.timed("hongyan.login.duration", "outcome", "gone"))
                    .isEqualTo(gone + 1));
            assertThat(edge.timed("hongyan.login.duration", "outcome", "welcome"))
                    .isEqualTo(welcomed + 1);
            assertThat(edge.timed("hongyan.login.duration", "outcome", "TOKEN_INVALID"))
                    .isEqualTo(refused + 1);
            assertThat(ann.socket.isClosed()).isFalse();
        } finally {
            edge.suite.login = usual;
        }
    }

    @Test
    void whatIsDeliveredDuringTheLoginComesBehindWelcome() {
        var usual = edge.suite.login;
        var event = ServerFrame.newBuilder()
                .setTyping(TypingSignal.newBuilder().setUserId("early"))
                .build();
        edge.suite.login = (session, hello) -> {
            session.deliver(SharedFrame.of(event), false);
            return usual.apply(session, hello);
        };
        try (SocketClient client = edge.connect()) {
            client.send(Frames.hello(TestEdge.ISSUER.token("erin"), "phone"));

            assertThat(client.next().hasWelcome()).isTrue();
            assertThat(client.next()).isEqualTo(event);
        } finally {
            edge.suite.login = usual;
        }
    }

    @Test
    void aConnectorThatDrainsSendsEverybodyAwayAndClosesWhoStays() {
        try (TestEdge leaving =
                        TestEdge.with("drain.time-max", "PT1S", "drain.spread", "PT3S", "limits.linger-max", "PT0.3S");
                SocketClient polite = leaving.login("alice", "phone");
                SocketClient stubborn = leaving.login("bob", "phone")) {
            CompletableFuture<Void> drained = CompletableFuture.runAsync(leaving.server::close);

            ServerFrame goAway = polite.next();
            polite.close();
            ServerFrame alsoTold = stubborn.next();
            boolean ready = leaving.server.takesConnections();
            try (SocketClient late = leaving.connect()) {
                assertCloses(late, 0, Errors.of(ErrorCode.ERROR_CODE_GOING_AWAY, "this server is leaving"));
            }

            assertThat(goAway.hasGoAway()).isTrue();
            assertThat(goAway.getGoAway().getReconnectAfterMs()).isBetween(0, 3_000);
            assertThat(alsoTold.hasGoAway()).isTrue();
            assertThat(ready).isFalse();
            Error last = stubborn.next().getError();
            assertThat(last)
                    .isEqualTo(Errors.of(
                            ErrorCode.ERROR_CODE_GOING_AWAY, "this server is leaving", last.getRetryAfterMs()));
            drained.join();
            assertThat(leaving.suite.ended).hasSize(2);
        }
    }

    @Test
    void aPortInUseIsASentence() {
        assertThatIllegalStateException()
                .isThrownBy(() -> TestEdge.with("socket.tcp-port", String.valueOf(edge.port("tcp"))))
                .withMessageMatching(
                        "cannot listen on 127\\.0\\.0\\.1:\\d+ \\(TCP\\): .*Address already in use.*; is another"
                                + " process using the port\\? Set another one by hongyan\\.connector\\.socket\\.tcp-port");
    }

    private static void assertCloses(FrameClient client, int id, Error why) {
        assertThat(client.next())
                .isEqualTo(ServerFrame.newBuilder().setId(id).setError(why).build());
        assertThat(why.getCloses()).isTrue();
        assertThat(client.closedByServer()).isTrue();
    }
}
