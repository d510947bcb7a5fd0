package io.hongyan.connector.session.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import io.hongyan.connector.frame.SharedFrame;
import io.hongyan.connector.session.Errors;
import io.hongyan.embedded.SelfSignedCertificate;
import io.hongyan.proto.client.v1.Bye;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Limits;
import io.hongyan.proto.client.v1.Pong;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.TypingSignal;
import io.hongyan.proto.client.v1.Welcome;
import io.hongyan.proto.error.v1.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same conversation on every kind of socket. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(30)
@SuppressWarnings("NullAway.Init")
class TransportsTest {

    private TestEdge edge;
    private Path certificate;
    private Path key;

    enum Way {
        TCP,
        TLS_1_2,
        TLS_1_3,
        WEB_SOCKET,
        WEB_SOCKET_BY_NAME,
        WEB_SOCKET_JSON,
        WEB_SOCKET_TLS;

        FrameClient connect(TestEdge edge) {
            return switch (this) {
                case TCP -> SocketClient.tcp(edge.port("tcp"));
                case TLS_1_2 -> SocketClient.tls(edge.port("tls"), "TLSv1.2");
                case TLS_1_3 -> SocketClient.tls(edge.port("tls"), "TLSv1.3");
                case WEB_SOCKET -> WebSocketClient.open("ws", edge.port("ws"), "");
                case WEB_SOCKET_BY_NAME -> WebSocketClient.open("ws", edge.port("ws"), "hongyan.v1");
                case WEB_SOCKET_JSON -> WebSocketClient.open("ws", edge.port("ws"), "hongyan.v1.json");
                case WEB_SOCKET_TLS -> WebSocketClient.open("wss", edge.port("wss"), "");
            };
        }
    }

    @BeforeAll
    void open(@TempDir Path dir) throws Exception {
        certificate = dir.resolve("certificate.pem");
        key = dir.resolve("key.pem");
        SelfSignedCertificate.write(certificate, key, Instant.now());
        edge = TestEdge.with(
                "tls.certificate",
                certificate.toString(),
                "tls.key",
                key.toString(),
                "tls.look-every",
                "PT0.1S",
                "limits.connections-per-user-max",
                "50");
    }

    @AfterAll
    void close() {
        edge.close();
    }

    @ParameterizedTest
    @EnumSource
    void oneFlightLogsIn(Way way) {
        try (FrameClient client = way.connect(edge)) {
            client.send(Frames.hello(TestEdge.ISSUER.token("alice"), "one-" + way));

            ServerFrame answer = client.next();

            assertThat(answer)
                    .isEqualTo(ServerFrame.newBuilder()
                            .setId(1)
                            .setWelcome(Welcome.newBuilder()
                                    .setUserId("alice")
                                    .setSessionId(answer.getWelcome().getSessionId())
                                    .setHeartbeatMs(240_000)
                                    .setLimits(Limits.newBuilder()
                                            .setFrameBytesMax(65_536)
                                            .setContentBytesMax(32_768)
                                            .setFramesPerSecond(20)
                                            .setFramesBurst(100)
                                            .setGroupMembersMax(500)))
                            .build());
            assertThat(edge.registry.find(answer.getWelcome().getSessionId())).isPresent();
        }
    }

    @ParameterizedTest
    @EnumSource
    void requestsAreAnsweredAndEventsAreDeliveredUntilBye(Way way) {
        try (FrameClient client = way.connect(edge)) {
            client.send(Frames.hello(TestEdge.ISSUER.token("bob"), "all-" + way));
            String session = Frames.requireWelcome(client.next()).getSessionId();
            var live = edge.registry.find(session).orElseThrow();
            var typing = ServerFrame.newBuilder()
                    .setTyping(TypingSignal.newBuilder().setUserId("carol").setTyping(true))
                    .build();

            client.send(Frames.ping(2));
            ServerFrame pong = client.next();
            live.deliver(SharedFrame.of(typing), true);
            ServerFrame delivered = client.next();
            client.send(
                    ClientFrame.newBuilder().setBye(Bye.getDefaultInstance()).build());

            assertThat(pong)
                    .isEqualTo(ServerFrame.newBuilder()
                            .setId(2)
                            .setPong(Pong.newBuilder().setHeadSum(42).setComplete(true))
                            .build());
            assertThat(delivered).isEqualTo(typing);
            assertThat(client.closedByServer()).isTrue();
            await().untilAsserted(() -> assertThat(edge.suite.ended).contains(live));
            assertThat(edge.registry.find(session)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErrorIsReadBeforeTheEnd(Way way) {
        try (FrameClient client = way.connect(edge)) {
            client.send(Frames.ping(5));

            ServerFrame answer = client.next();

            assertThat(answer)
                    .isEqualTo(ServerFrame.newBuilder()
                            .setId(5)
                            .setError(Errors.of(ErrorCode.ERROR_CODE_UNEXPECTED_FRAME, "the first frame must be Hello"))
                            .build());
            assertThat(client.closedByServer()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void framesBehindHelloWaitForWelcome(Way way) {
        try (FrameClient client = way.connect(edge)) {
            client.send(Frames.hello(TestEdge.ISSUER.token("dave"), "eager-" + way));
            client.send(Frames.ping(2));
            client.send(Frames.ping(3));

            assertThat(client.next().hasWelcome()).isTrue();
            assertThat(client.next().getId()).isEqualTo(2);
            assertThat(client.next().getId()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLargeFrameComesWhole(Way way) {
        try (FrameClient client = way.connect(edge)) {
            client.send(Frames.hello(TestEdge.ISSUER.token("erin"), "large-" + way));
            String session = Frames.requireWelcome(client.next()).getSessionId();
            var large = ServerFrame.newBuilder()
                    .setTyping(TypingSignal.newBuilder().setUserId("x".repeat(700_000)))
                    .build();

            edge.registry.find(session).orElseThrow().deliver(SharedFrame.of(large), false);

            assertThat(client.next()).isEqualTo(large);
        }
    }

    @Test
    void onLinuxTheSocketsAreEpoll() {
        assertThat(System.getProperty("os.name")).isEqualTo("Linux");
        try (SocketClient client = edge.login("frank", "epoll")) {
            assertThat(client.socket.isConnected()).isTrue();
            assertThat(edge.server.nativeTransport()).isTrue();
            assertThat(edge.server.edge().sockets())
                    .extracting(Object::toString)
                    .contains("TCP on EpollSocketChannel");
        }
    }

    @Test
    void connectionsAreCountedByTransport() {
        try (SocketClient client = edge.login("grace", "counted")) {
            assertThat(client.socket.isConnected()).isTrue();
            assertThat(edge.meters
                            .get("hongyan.session.connections")
                            .tag("transport", "tcp")
                            .gauge()
                            .value())
                    .isGreaterThanOrEqualTo(1);
        }
        await().untilAsserted(() -> assertThat(edge.meters
                        .get("hongyan.session.connections")
                        .tag("transport", "tcp")
                        .gauge()
                        .value())
                .isZero());
    }

    @Test
    void aRenewedCertificateIsForThoseWhoConnectAfterwards() throws Exception {
        try (SocketClient before = SocketClient.tls(edge.port("tls"), "TLSv1.3")) {
            X509Certificate first = before.serverCertificate();

            Files.writeString(certificate, "being written");
            Files.setLastModifiedTime(certificate, FileTime.from(Instant.now().minusSeconds(30)));
            try (SocketClient meanwhile = SocketClient.tls(edge.port("tls"), "TLSv1.3")) {
                assertThat(meanwhile.serverCertificate()).isEqualTo(first);
            }
            SelfSignedCertificate.write(certificate, key, Instant.now());

            for (String port : new String[] {"tls", "wss"}) {
                await().untilAsserted(() -> {
                    try (SocketClient after = SocketClient.tls(edge.port(port), "TLSv1.2")) {
                        assertThat(after.serverCertificate()).isNotEqualTo(first);
                    }
                });
            }
            before.send(Frames.hello(TestEdge.ISSUER.token("heidi"), "before"));
            assertThat(before.next().hasWelcome()).isTrue();
        }
        assertThat(edge.meters
                        .get("hongyan.tls.certificate.remaining")
                        .tag("use", "sockets")
                        .timeGauge()
                        .value(TimeUnit.DAYS))
                .isBetween(29.0, 30.0);
    }

    @Test
    void aCertificateThatIsNoneIsAMistake(@TempDir Path dir) throws Exception {
        Path rubbish = Files.writeString(dir.resolve("rubbish.pem"), "rubbish");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestEdge.with("tls.certificate", rubbish.toString(), "tls.key", key.toString()))
                .withMessageStartingWith("A certificate and its key in PKCS #8, both PEM, are wanted: [" + rubbish);
    }

    @Test
    void aCertificateWithoutAKeyIsAMistake() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestEdge.with("tls.certificate", "/cert.pem"))
                .withMessage("hongyan.connector.tls.certificate is Optional[/cert.pem] and hongyan.connector.tls.key is"
                        + " Optional.empty: set both, or neither");
    }
}
