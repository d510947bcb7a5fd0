package io.hongyan.connector.session.socket;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hongyan.connector.frame.SharedFrame;
import io.hongyan.connector.session.Errors;
import io.hongyan.connector.session.LiveSession;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.proto.client.v1.AppStateChange;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Delivered;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.TypingSignal;
import io.hongyan.proto.error.v1.ErrorCode;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** Too much, in either direction: each gets its documented code, and a bystander notices nothing. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(30)
@SuppressWarnings("NullAway.Init")
class FlowTest {

    private TestEdge edge;
    private SocketClient bystander;

    @BeforeAll
    void open() {
        edge = TestEdge.with(
                "limits.frames-per-second", "10",
                "limits.frames-burst", "20",
                "limits.user-frames-burst", "30",
                "limits.user-frames-per-second", "10",
                "limits.refused-frames-max", "25",
                "limits.requests-in-flight-max", "3",
                "limits.queue-bytes-max", "300000",
                "limits.queue-frames-max", "1000",
                "limits.linger-max", "PT0.5S");
    }

    @AfterAll
    void close() {
        edge.close();
    }

    @BeforeEach
    void somebodyIsThere() {
        edge.suite.handle = (_, frame) -> CompletableFuture.completedFuture(MemorySuite.answer(frame));
        edge.suite.handled.clear();
        bystander = edge.login("bystander", "phone");
    }

    @AfterEach
    void andStillIs() {
        bystander.send(Frames.ping(77));
        assertThat(bystander.next().getId()).isEqualTo(77);
        bystander.close();
    }

    @Test
    void framesBeyondTheBurstAreRefusedEachWithItsId() {
        try (SocketClient client = edge.login("flora", "phone")) {
            IntStream.rangeClosed(1, 30).forEach(id -> client.send(Frames.ping(id)));

            List<ServerFrame> answers = Stream.generate(client::next).limit(30).toList();

            Map<ServerFrame.BodyCase, Long> kinds =
                    answers.stream().collect(groupingBy(ServerFrame::getBodyCase, counting()));
            assertThat(kinds).containsOnlyKeys(ServerFrame.BodyCase.PONG, ServerFrame.BodyCase.ERROR);
            assertThat(kinds.get(ServerFrame.BodyCase.PONG)).isBetween(19L, 25L);
            assertThat(answers).extracting(ServerFrame::getId).doesNotHaveDuplicates();
            Error refusal = answers.stream()
                    .filter(ServerFrame::hasError)
                    .findFirst()
                    .orElseThrow()
                    .getError();
            assertThat(refusal)
                    .isEqualTo(Errors.of(
                            ErrorCode.ERROR_CODE_RATE_LIMITED,
                            "too many frames: slow down",
                            refusal.getRetryAfterMs()));
            assertThat(refusal.getRetryAfterMs()).isBetween(1, 100);
        }
    }

    @Test
    void aFloodIsClosed() {
        try (SocketClient client = edge.login("mallory", "phone")) {
            IntStream.rangeClosed(1, 200).forEach(id -> client.send(Frames.ping(id)));

            ServerFrame last = client.next();
            while (!last.getError().getCloses()) {
                last = client.next();
            }

            assertThat(last)
                    .isEqualTo(ServerFrame.newBuilder()
                            .setError(Errors.closing(Errors.of(
                                    ErrorCode.ERROR_CODE_RATE_LIMITED, "too many frames, and no slowing down", 10_000)))
                            .build());
            assertThat(client.closedByServer()).isTrue();
        }
    }

    @Test
    void aFloodOfWebSocketPingsIsClosed() {
        try (WebSocketClient client = WebSocketClient.open("ws", edge.port("ws"), "")) {
            client.send(Frames.hello(TestEdge.ISSUER.token("mallory"), "web"));
            Frames.requireWelcome(client.next());

            for (int i = 0; i < 100; i++) {
                client.socket.sendPing(ByteBuffer.allocate(4)).exceptionally(_ -> client.socket);
            }

            assertThat(client.next().getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_RATE_LIMITED);
            assertThat(client.closedByServer()).isTrue();
        }
    }

    @Test
    void theConnectionsOfOneUserShareARate() {
        try (SocketClient phone = edge.login("gemma", "phone");
                SocketClient tablet = edge.login("gemma", "tablet")) {
            IntStream.rangeClosed(1, 19).forEach(id -> phone.send(Frames.ping(id)));
            Stream.generate(phone::next)
                    .limit(19)
                    .forEach(answer -> assertThat(answer.hasPong()).isTrue());

            IntStream.rangeClosed(1, 18).forEach(id -> tablet.send(Frames.ping(id)));
            List<ServerFrame> answers = Stream.generate(tablet::next).limit(18).toList();

            assertThat(answers).anyMatch(ServerFrame::hasError);
            assertThat(edge.count("hongyan.session.rate.limited", "scope", "user"))
                    .isPositive();
        }
    }

    @Test
    void atMostSoManyRequestsAreInFlightAndTheRestWaitsInTheSocket() {
        List<CompletableFuture<ServerFrame>> pending = new CopyOnWriteArrayList<>();
        edge.suite.handle = (_, frame) -> {
            var answer = new CompletableFuture<ServerFrame>();
            pending.add(answer);
            return answer.thenApply(_ -> MemorySuite.answer(frame));
        };
        try (SocketClient client = edge.login("henry", "phone")) {
            IntStream.rangeClosed(1, 8).forEach(id -> client.send(Frames.ping(id)));
            await().until(() -> pending.size() == 3);
            await().during(Duration.ofMillis(200)).until(() -> pending.size() == 3);

            pending.get(1).complete(ServerFrame.getDefaultInstance());

            assertThat(client.next().getId()).isEqualTo(2);
            await().until(() -> pending.size() == 4);
            await().until(() -> {
                pending.forEach(answer -> answer.complete(ServerFrame.getDefaultInstance()));
                return pending.size() == 8;
            });
            pending.getLast().complete(ServerFrame.getDefaultInstance());
            assertThat(Stream.generate(client::next).limit(7).map(ServerFrame::getId))
                    .containsExactlyInAnyOrder(1, 3, 4, 5, 6, 7, 8);
        } finally {
            edge.suite.handle = (_, frame) -> CompletableFuture.completedFuture(MemorySuite.answer(frame));
        }
    }

    @Test
    void whoDoesNotReadIsCutAndWhatNobodyMissesIsDroppedBefore() {
        try (SocketClient client = SocketClient.tcpWithReceiveBuffer(edge.port("tcp"), 4096)) {
            client.send(Frames.hello(TestEdge.ISSUER.token("sloth"), "phone"));
            String session = Frames.requireWelcome(client.next()).getSessionId();
            LiveSession live = edge.registry.find(session).orElseThrow();
            SharedFrame large = typing(100_000);
            double dropped = edge.count("hongyan.session.ephemeral.dropped");
            double cut = edge.count("hongyan.session.closes", "code", "SLOW_READER");

            await().pollInterval(Duration.ofMillis(1)).until(() -> {
                live.deliver(large, true);
                return edge.count("hongyan.session.ephemeral.dropped") > dropped;
            });
            boolean livesOn = edge.registry.find(session).isPresent();
            // As often as it takes: the operating system may find room for a little more.
            await().pollInterval(Duration.ofMillis(1)).until(() -> {
                live.deliver(large, false);
                return edge.suite.ended.contains(live);
            });

            assertThat(livesOn).isTrue();
            assertThat(edge.count("hongyan.session.closes", "code", "SLOW_READER"))
                    .isEqualTo(cut + 1);
            await().until(() -> edge.server.edge().sockets().size() == 1); // the bystander: the socket is cut
        }
    }

    @Test
    void whoReadsLateButInTimeMissesNothing() {
        try (SocketClient client = SocketClient.tcpWithReceiveBuffer(edge.port("tcp"), 4096)) {
            client.send(Frames.hello(TestEdge.ISSUER.token("late"), "phone"));
            String session = Frames.requireWelcome(client.next()).getSessionId();
            LiveSession live = edge.registry.find(session).orElseThrow();
            double dropped = edge.count("hongyan.session.ephemeral.dropped");
            int sent = 0;
            while (edge.count("hongyan.session.ephemeral.dropped") == dropped) {
                live.deliver(typing(20_000 + sent), true);
                sent++;
            }

            List<Integer> lengths = Stream.generate(client::next)
                    .limit(sent - 1)
                    .map(frame -> frame.getTyping().getUserId().length())
                    .toList();

            assertThat(lengths)
                    .isEqualTo(
                            IntStream.range(20_000, 20_000 + sent - 1).boxed().toList());
        }
    }

    @Test
    void answersToWhatWantsNoneAreNotSent() {
        try (SocketClient client = edge.login("iris", "phone")) {
            client.send(Frames.ping(0));
            client.send(ClientFrame.newBuilder()
                    .setId(4)
                    .setDelivered(Delivered.newBuilder().setSeq(4))
                    .build());
            client.send(Frames.ping(5));

            assertThat(client.next().getId()).isEqualTo(5);
        }
    }

    @Test
    void failuresOfTheSuiteAreAnsweredAndBugsAreInternal() {
        Error blocked = Errors.of(ErrorCode.ERROR_CODE_BLOCKED, "one of the two has blocked the other");
        try (SocketClient client = edge.login("jack", "phone")) {
            edge.suite.handle = (_, _) -> CompletableFuture.failedFuture(new SuiteException(blocked));
            client.send(Frames.ping(1));
            ServerFrame refused = client.next();
            edge.suite.handle = (_, _) -> {
                throw new IllegalStateException("a bug, on purpose");
            };
            client.send(Frames.ping(2));
            ServerFrame broken = client.next();

            assertThat(refused).isEqualTo(error(1, blocked));
            assertThat(broken)
                    .isEqualTo(error(2, Errors.of(ErrorCode.ERROR_CODE_INTERNAL, "something went wrong here", 1_000)));
        } finally {
            edge.suite.handle = (_, frame) -> CompletableFuture.completedFuture(MemorySuite.answer(frame));
        }
    }

    @Test
    void theAppStateIsRemembered() {
        try (SocketClient client = edge.login("kate", "phone")) {
            LiveSession live = edge.suite.logins.getLast();
            boolean before = live.background();

            client.send(ClientFrame.newBuilder()
                    .setId(2)
                    .setAppState(AppStateChange.newBuilder().setBackground(true))
                    .build());

            assertThat(client.next().hasAck()).isTrue();
            assertThat(before).isFalse();
            assertThat(live.background()).isTrue();
        }
    }

    private static SharedFrame typing(int length) {
        return SharedFrame.of(ServerFrame.newBuilder()
                .setTyping(TypingSignal.newBuilder().setUserId("x".repeat(length)))
                .build());
    }

    private static ServerFrame error(int id, Error why) {
        return ServerFrame.newBuilder().setId(id).setError(why).build();
    }
}
