package io.hongyan.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hongyan.client.connection.Closed;
import io.hongyan.client.connection.ConnectionException;
import io.hongyan.client.connection.ConnectionException.Reason;
import io.hongyan.client.connection.ConnectionListener;
import io.hongyan.client.connection.ConnectionOptions;
import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.Traffic;
import io.hongyan.client.connection.Transport;
import io.hongyan.client.connection.Trust;
import io.hongyan.client.connection.netty.Connection;
import io.hongyan.client.connection.netty.Connections;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.Ping;
import io.hongyan.proto.client.v1.Pong;
import io.hongyan.proto.client.v1.Send;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.TypingSignal;
import io.hongyan.proto.content.v1.Content;
import io.hongyan.proto.error.v1.ErrorCode;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.SelfSignedCertificate;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Connections against a server on real sockets that speaks with Netty's own codecs. */
class ConnectionTest {

    private static final ClientFrame PING =
            ClientFrame.newBuilder().setPing(Ping.getDefaultInstance()).build();
    private static final ConnectionOptions OPTIONS = ConnectionOptions.DEFAULT.withTrust(new Trust.Anyone());

    private static Connections connections;
    private static SelfSignedCertificate certificate;

    private final Ears ears = new Ears();

    @BeforeAll
    static void start() throws Exception {
        certificate = new SelfSignedCertificate("localhost");
        connections = Connections.withThreads(1);
    }

    @AfterAll
    static void stop() {
        connections.close();
        certificate.delete();
    }

    @ParameterizedTest
    @EnumSource
    void requestsGetTheirAnswersOnEveryTransportInWhateverOrder(Transport transport) throws Exception {
        List<ClientFrame> heard = new CopyOnWriteArrayList<>();
        List<Runnable> answers = new ArrayList<>();
        try (FrameServer server = server(transport, (peer, frame) -> {
            heard.add(frame);
            answers.add(() -> peer.send(ServerFrame.newBuilder()
                    .setId(frame.getId())
                    .setAck(Ack.newBuilder()
                            .setConversationId(frame.getSend().getContent().getText()))
                    .build()));
            if (answers.size() == 3) {
                answers.reversed().forEach(Runnable::run);
                peer.send(typing());
            }
        })) {
            Connection connection = open(server.address(), OPTIONS);

            List<String> texts = List.of("一", "two", "x".repeat(40_000));
            var stages =
                    texts.stream().map(text -> connection.request(send(text))).toList();

            assertThat(stages.stream()
                            .map(stage ->
                                    stage.toCompletableFuture().join().getAck().getConversationId()))
                    .isEqualTo(texts);
            await().untilAsserted(() -> assertThat(ears.frames).containsExactly(typing()));
            assertThat(heard).extracting(frame -> frame.getId()).containsExactly(1, 2, 3);
            Traffic traffic = connection.traffic();
            assertThat(traffic.framesUp()).isEqualTo(3);
            assertThat(traffic.framesDown()).isEqualTo(4);
            assertThat(traffic.bytesUp()).isGreaterThan(40_000);
            assertThat(traffic.bytesDown()).isGreaterThan(40_000);
        }
    }

    @Test
    void bytesOnTcpAreTheFrameAndItsLengthAndNothingElse() throws Exception {
        try (FrameServer server = server(Transport.TCP, ConnectionTest::pong)) {
            Connection connection = open(server.address(), OPTIONS);

            connection.request(PING).toCompletableFuture().join();

            assertThat(connection.traffic()).isEqualTo(new Traffic(5, 7, 1, 1));
        }
    }

    @Test
    void closeCarriesWhatTheServerSaidLast() throws Exception {
        Error replaced = Error.newBuilder()
                .setCode(ErrorCode.ERROR_CODE_SESSION_REPLACED)
                .setMessage("This device logged in elsewhere.")
                .setCloses(true)
                .build();
        try (FrameServer server = server(
                Transport.TCP,
                (peer, frame) -> peer.sendAndClose(
                        ServerFrame.newBuilder().setError(replaced).build()))) {
            Connection connection = open(server.address(), OPTIONS);

            assertThatThrownBy(
                            () -> connection.request(PING).toCompletableFuture().join())
                    .isInstanceOf(CompletionException.class)
                    .hasCause(new ConnectionException(Reason.CLOSED, replaced.getMessage()));

            await().untilAsserted(() ->
                    assertThat(ears.closed).containsExactly(new Closed(replaced, false, replaced.getMessage())));
            assertThatThrownBy(
                            () -> connection.request(PING).toCompletableFuture().join())
                    .hasCause(new ConnectionException(Reason.CLOSED, "The connection is closed."));
            assertThat(connection.send(PING)).isFalse();
        }
    }

    @Test
    void requestWithoutAnswerFailsInTimeAndTheNextOneDoesNot() throws Exception {
        try (FrameServer server = server(Transport.TCP, (peer, frame) -> {
            if (frame.hasPing()) {
                pong(peer, frame);
            }
        })) {
            Connection connection = open(server.address(), OPTIONS.withRequestTimeout(Duration.ofMillis(150)));

            var unanswered = connection.request(send("nobody answers")).toCompletableFuture();

            assertThatThrownBy(unanswered::join)
                    .hasCause(new ConnectionException(Reason.TIMEOUT, "No answer came within PT0.15S."));
            assertThat(connection.request(PING).toCompletableFuture().join().hasPong())
                    .isTrue();
        }
    }

    @Test
    void oneRequestMoreThanAllowedFailsAtOnceAndTheOthersGoOn() throws Exception {
        List<Runnable> answers = new CopyOnWriteArrayList<>();
        try (FrameServer server = server(Transport.TCP, (peer, frame) -> answers.add(() -> pong(peer, frame)))) {
            Connection connection = open(server.address(), OPTIONS.withPendingMax(2));
            var first = connection.request(PING).toCompletableFuture();
            var second = connection.request(PING).toCompletableFuture();

            assertThatThrownBy(
                            () -> connection.request(PING).toCompletableFuture().join())
                    .hasCauseInstanceOf(ConnectionException.class)
                    .hasMessageContaining("As many requests as allowed (2)");

            await().until(() -> answers.size() == 2);
            answers.forEach(Runnable::run);
            assertThat(first.join().hasPong()).isTrue();
            assertThat(second.join().hasPong()).isTrue();
        }
    }

    @Test
    void serverThatIsNotThereIsASentence() {
        assertThatThrownBy(() -> open(new ServerAddress(Transport.TCP, "127.0.0.1", 1), OPTIONS))
                .hasCauseInstanceOf(ConnectionException.class)
                .hasMessageContaining("Cannot connect to TCP://127.0.0.1:1");
    }

    @Test
    void certificateOfAStrangerIsNotBelieved() throws Exception {
        try (FrameServer server = server(Transport.TLS, ConnectionTest::pong)) {
            assertThatThrownBy(() -> open(server.address(), ConnectionOptions.DEFAULT))
                    .hasCauseInstanceOf(ConnectionException.class)
                    .hasMessageContaining("Cannot connect to TLS");
        }
    }

    @Test
    void certificateGivenAsPemIsBelievedForItsHostOnly() throws Exception {
        try (FrameServer server = server(Transport.TLS, ConnectionTest::pong)) {
            String pem = Files.readString(certificate.certificate().toPath());
            ConnectionOptions options = OPTIONS.withTrust(new Trust.Certificates(pem));
            ServerAddress named = new ServerAddress(
                    Transport.TLS, "localhost", server.address().port());

            Connection connection = open(named, options);

            assertThat(connection.request(PING).toCompletableFuture().join().hasPong())
                    .isTrue();
            assertThatThrownBy(() -> open(server.address(), options)).hasMessageContaining("Cannot connect to TLS");
        }
    }

    @Test
    void bytesThatAreNoFrameEndTheConnectionWithACause() throws Exception {
        try (FrameServer server = server(
                Transport.TCP,
                (peer, frame) -> peer.sendBytes((byte) -1, (byte) -1, (byte) -1, (byte) -1, (byte) 127))) {
            Connection connection = open(server.address(), OPTIONS);

            connection.send(PING);

            await().untilAsserted(() -> assertThat(ears.closed)
                    .singleElement()
                    .satisfies(closed -> assertThat(closed.cause()).contains("at most 16777216 are taken")));
        }
    }

    private Connection open(ServerAddress address, ConnectionOptions options) {
        return connections.open(address, options, ears).toCompletableFuture().join();
    }

    private static FrameServer server(Transport transport, FrameServer.Behaviour behaviour) throws Exception {
        if (!transport.encrypted()) {
            return new FrameServer(transport, null, behaviour);
        }
        return new FrameServer(
                transport,
                SslContextBuilder.forServer(certificate.key(), certificate.cert())
                        .build(),
                behaviour);
    }

    private static void pong(FrameServer.Peer peer, ClientFrame frame) {
        peer.send(ServerFrame.newBuilder()
                .setId(frame.getId())
                .setPong(Pong.newBuilder().setHeadSum(1))
                .build());
    }

    private static ClientFrame send(String text) {
        return ClientFrame.newBuilder()
                .setSend(Send.newBuilder().setContent(Content.newBuilder().setText(text)))
                .build();
    }

    private static ServerFrame typing() {
        return ServerFrame.newBuilder()
                .setTyping(TypingSignal.newBuilder().setUserId("bob").setTyping(true))
                .build();
    }

    private static final class Ears implements ConnectionListener {

        final List<ServerFrame> frames = new CopyOnWriteArrayList<>();
        final List<Closed> closed = new CopyOnWriteArrayList<>();

        @Override
        public void onFrame(ServerFrame frame) {
            frames.add(frame);
        }

        @Override
        public void onClosed(Closed how) {
            closed.add(how);
        }
    }
}
