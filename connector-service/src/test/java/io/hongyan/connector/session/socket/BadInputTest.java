package io.hongyan.connector.session.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hongyan.connector.login.jose.TestIssuer;
import io.hongyan.connector.session.Errors;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.error.v1.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** What no client should send: each gets its documented code, and a bystander notices nothing. */
@TestInstance(Lifecycle.PER_CLASS)
@Timeout(30)
@SuppressWarnings("NullAway.Init")
class BadInputTest {

    private static final TestIssuer STRANGER = new TestIssuer("strange");

    private TestEdge edge;
    private SocketClient bystander;

    @BeforeAll
    void open() {
        edge = TestEdge.with("limits.frame-bytes-max", "4096", "login.jwks-refresh-min", "PT1M");
    }

    @AfterAll
    void close() {
        edge.close();
    }

    @BeforeEach
    void somebodyIsThere() {
        bystander = edge.login("bystander", "phone");
    }

    @AfterEach
    void andStillIs() {
        bystander.send(Frames.ping(77));
        assertThat(bystander.next().getId()).isEqualTo(77);
        bystander.close();
    }

    // ---- frames

    @Test
    void rubbishIsMalformed() {
        try (SocketClient client = edge.login("mallory", "phone")) {
            client.sendBytes(3, 0xff, 0xff, 0xff);

            assertCloses(client, 0, Errors.of(ErrorCode.ERROR_CODE_MALFORMED_FRAME, protobufSentence()));
        }
    }

    @Test
    void httpOnTheTcpPortIsNoFrame() throws IOException {
        try (SocketClient client = edge.connect()) {
            client.socket
                    .getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".repeat(9).getBytes(StandardCharsets.US_ASCII));

            assertCloses(client, 0, Errors.of(ErrorCode.ERROR_CODE_MALFORMED_FRAME, protobufSentence()));
        }
    }

    @Test
    void aLengthWithoutEndIsMalformed() {
        try (SocketClient client = edge.connect()) {
            client.sendBytes(0xff, 0xff, 0xff, 0xff, 0xff, 0xff);

            assertCloses(
                    client,
                    0,
                    Errors.of(ErrorCode.ERROR_CODE_MALFORMED_FRAME, "the length before a frame has more than 5 bytes"));
        }
    }

    @Test
    void aFrameBeyondTheLimitIsTooLarge() {
        try (SocketClient client = edge.login("mallory", "phone")) {
            client.send(Frames.hello("x".repeat(5000), "phone"));

            ServerFrame answer = client.next();

            assertThat(answer.getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_FRAME_TOO_LARGE);
            assertThat(answer.getError().getCloses()).isTrue();
            assertThat(client.closedByServer()).isTrue();
        }
    }

    @Test
    void aTruncatedFrameIsWaitedForAndForgottenWithItsConnection() {
        SocketClient client = edge.login("mallory", "phone");
        int before = edge.suite.ended.size();
        client.sendBytes(100, 1, 2, 3);

        client.close();

        await().untilAsserted(() -> assertThat(edge.suite.ended).hasSizeGreaterThan(before));
    }

    @Test
    void anUnknownFrameWithAnIdIsAnsweredAndOneWithoutIsIgnored() {
        try (SocketClient client = edge.login("mallory", "phone")) {
            client.sendBytes(6, 0x08, 9, 0xfa, 0x06, 1, 0);
            client.sendBytes(4, 0xfa, 0x06, 1, 0);
            client.send(Frames.ping(10));

            ServerFrame unknown = client.next();
            ServerFrame pong = client.next();

            assertThat(unknown)
                    .isEqualTo(error(9, Errors.of(ErrorCode.ERROR_CODE_UNKNOWN_FRAME, "a frame of an unknown kind")));
            assertThat(pong.getId()).isEqualTo(10);
        }
    }

    @Test
    void aSecondHelloIsUnexpected() {
        try (SocketClient client = edge.login("mallory", "phone")) {
            client.send(Frames.hello(TestEdge.ISSUER.token("mallory"), "phone"));

            assertCloses(
                    client,
                    1,
                    Errors.of(
                            ErrorCode.ERROR_CODE_UNEXPECTED_FRAME,
                            "this connection is logged in already: Hello comes once"));
        }
    }

    // ---- WebSocket

    @Test
    void jsonOfTheWrongTypesIsMalformed() {
        try (WebSocketClient client = WebSocketClient.open("ws", edge.port("ws"), "hongyan.v1.json")) {
            client.sendText("{\"id\":1,\"hello\":{\"token\":{},\"deviceId\":7}}");

            assertCloses(
                    client,
                    0,
                    Errors.of(
                            ErrorCode.ERROR_CODE_MALFORMED_FRAME,
                            "the text is not a ClientFrame in canonical Protobuf JSON"));
        }
    }

    @Test
    void binaryBytesAreNoJson() {
        try (WebSocketClient client = WebSocketClient.open("ws", edge.port("ws"), "hongyan.v1.json")) {
            client.socket
                    .sendBinary(ByteBuffer.wrap(Frames.ping(1).toByteArray()), true)
                    .join();

            assertCloses(
                    client,
                    0,
                    Errors.of(ErrorCode.ERROR_CODE_MALFORMED_FRAME, "with hongyan.v1.json frames are text messages"));
        }
    }

    @Test
    void textIsNoProtobuf() {
        try (WebSocketClient client = WebSocketClient.open("ws", edge.port("ws"), "")) {
            client.sendText("{}");

            assertCloses(
                    client,
                    0,
                    Errors.of(
                            ErrorCode.ERROR_CODE_MALFORMED_FRAME,
                            "without hongyan.v1.json frames are binary messages"));
        }
    }

    @Test
    void anUnknownJsonFrameIsAnswered() {
        try (WebSocketClient client = WebSocketClient.open("ws", edge.port("ws"), "hongyan.v1.json")) {
            client.send(Frames.hello(TestEdge.ISSUER.token("mallory"), "web"));
            Frames.requireWelcome(client.next());

            client.sendText("{\"id\":4,\"dance\":{}}");

            assertThat(client.next())
                    .isEqualTo(error(4, Errors.of(ErrorCode.ERROR_CODE_UNKNOWN_FRAME, "a frame of an unknown kind")));
        }
    }

    @Test
    void aMessageBeyondTheLimitIsTooLargeInOnePieceOrMany() {
        try (WebSocketClient whole = WebSocketClient.open("ws", edge.port("ws"), "hongyan.v1.json");
                WebSocketClient pieces = WebSocketClient.open("ws", edge.port("ws"), "hongyan.v1.json")) {
            whole.sendText("x".repeat(5000));
            for (int i = 0; i < 5; i++) {
                pieces.socket.sendText("x".repeat(1000), false).join();
            }

            assertThat(whole.next().getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_FRAME_TOO_LARGE);
            assertThat(pieces.next().getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_FRAME_TOO_LARGE);
            assertThat(whole.closedByServer()).isTrue();
            assertThat(pieces.closedByServer()).isTrue();
        }
    }

    @Test
    void aMessageInPiecesIsOneFrame() {
        try (WebSocketClient client = WebSocketClient.open("ws", edge.port("ws"), "hongyan.v1.json")) {
            client.socket.sendText("{\"id\":6,", false).join();
            client.socket.sendText("\"ping\":{}}", true).join();

            assertCloses(client, 6, Errors.of(ErrorCode.ERROR_CODE_UNEXPECTED_FRAME, "the first frame must be Hello"));
        }
    }

    @Test
    void plainHttpIsToldWhereSocketsAre() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            String base = "http://127.0.0.1:" + edge.port("ws");

            var elsewhere = http.send(
                    HttpRequest.newBuilder(URI.create(base + "/")).build(), HttpResponse.BodyHandlers.ofString());
            var notUpgrading = http.send(
                    HttpRequest.newBuilder(URI.create(base + "/v1/socket")).build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(elsewhere.statusCode()).isEqualTo(404);
            assertThat(elsewhere.body()).isEqualTo("WebSockets are at /v1/socket\n");
            assertThat(notUpgrading.statusCode()).isEqualTo(426);
        }
    }

    // ---- logins

    @Test
    void anExpiredTokenIsExpired() {
        assertLoginFails(
                TestEdge.ISSUER.tokenExpiring("mallory", -60),
                Errors.of(ErrorCode.ERROR_CODE_TOKEN_EXPIRED, "the token has expired"));
    }

    @Test
    void unsignedAndForeignTokensAreInvalid() {
        JwtClaims claims = TestIssuer.claims("mallory");

        assertLoginFails(
                TestIssuer.unsigned(claims),
                Errors.of(
                        ErrorCode.ERROR_CODE_TOKEN_INVALID,
                        "the algorithm of the token is not one of RS256, ES256 and EdDSA"));
        assertLoginFails(
                STRANGER.token("mallory"),
                Errors.of(
                        ErrorCode.ERROR_CODE_TOKEN_INVALID,
                        "the token is signed with a key (kid, alg) that its issuer does not publish"));
        claims.setAudience("shop");
        assertLoginFails(
                TestEdge.ISSUER.es256(claims),
                Errors.of(ErrorCode.ERROR_CODE_TOKEN_INVALID, "the audience (aud) of the token is not hongyan"));
    }

    @Test
    void aHelloWithoutDeviceNamesTheField() {
        try (SocketClient client = edge.connect()) {
            client.send(Frames.hello(TestEdge.ISSUER.token("mallory"), ""));

            assertCloses(
                    client,
                    1,
                    Errors.closing(Errors.of(
                            ErrorCode.ERROR_CODE_INVALID_ARGUMENT,
                            "device_id must be 1 to 64 characters of [A-Za-z0-9._-]")));
        }
    }

    private void assertLoginFails(String token, Error why) {
        try (SocketClient client = edge.connect()) {
            client.send(Frames.hello(token, "phone"));

            assertCloses(client, 1, why);
        }
    }

    private static void assertCloses(FrameClient client, int id, Error why) {
        assertThat(client.next()).isEqualTo(error(id, why));
        assertThat(why.getCloses()).isTrue();
        assertThat(client.closedByServer()).isTrue();
    }

    private static ServerFrame error(int id, Error why) {
        return ServerFrame.newBuilder().setId(id).setError(why).build();
    }

    private static String protobufSentence() {
        return "the bytes are not a ClientFrame in Protobuf";
    }
}
