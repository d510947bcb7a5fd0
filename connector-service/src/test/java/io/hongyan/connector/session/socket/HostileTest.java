package io.hongyan.connector.session.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hongyan.proto.error.v1.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who sends garbage for ever costs their own budget: after that they are not read, and nobody else notices. */
@Timeout(30)
class HostileTest {

    private static final String HOSTILE = "127.0.0.2";

    @Test
    void anAddressThatKeepsSendingGarbageIsRefusedForATimeAndNoOther() {
        try (TestEdge edge = TestEdge.with(
                "socket.offences-max", "3",
                "socket.offences-forgotten-per-minute", "1",
                "socket.refused-time", "PT1S",
                "socket.held-time", "PT0.1S")) {
            for (int i = 0; i < 4; i++) {
                sendGarbage(edge);
            }

            assertThat(isRefused(edge)).isTrue();
            edge.login("alice", "phone").close();
            assertThat(edge.count("hongyan.socket.offences", "code", "MALFORMED_FRAME"))
                    .isEqualTo(4);
            assertThat(edge.count("hongyan.socket.refused", "reason", "address"))
                    .isPositive();
            await().until(() -> !isRefused(edge));
        }
    }

    @Test
    void aRefusedConnectionIsHeldUnreadAndFurtherOnesAreCut() {
        try (TestEdge edge = TestEdge.with(
                "socket.offences-max", "1",
                "socket.refused-time", "PT1M",
                "socket.held-time", "PT1M",
                "socket.held-max", "2")) {
            sendGarbage(edge);
            sendGarbage(edge);
            double heard = edge.count("hongyan.frame.received.bytes");
            List<SocketClient> held = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                held.add(SocketClient.tcpFrom(HOSTILE, edge.port("tcp")));
                held.getLast().sendBytes(3, 0xff, 0xff, 0xff);
            }
            // Event loops admit side by side: who comes now must be the third for all of them.
            await().untilAsserted(
                            () -> assertThat(gauge(edge, "hongyan.socket.held")).isEqualTo(2));

            try (SocketClient third = SocketClient.tcpFrom(HOSTILE, edge.port("tcp"))) {
                assertThat(third.closedByServer()).isTrue();
            }

            assertThat(gauge(edge, "hongyan.socket.held")).isEqualTo(2);
            assertThat(edge.count("hongyan.frame.received.bytes")).isEqualTo(heard);
            held.forEach(SocketClient::close);
        }
    }

    @Test
    void aRefusedAddressGetsNoWebSocket() throws IOException {
        try (TestEdge edge = TestEdge.with(
                "socket.offences-max", "1",
                "socket.refused-time", "PT1M",
                "socket.held-time", "PT0.1S")) {
            sendGarbage(edge);
            sendGarbage(edge);

            try (SocketClient client = SocketClient.tcpFrom(HOSTILE, edge.port("ws"))) {
                client.socket
                        .getOutputStream()
                        .write(("GET /v1/socket HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));

                assertThat(client.closedByServer()).isTrue();
            }
            await().untilAsserted(
                            () -> assertThat(gauge(edge, "hongyan.socket.held")).isZero());
        }
    }

    @Test
    void connectionsBeyondTheRateAreCut() {
        try (TestEdge edge = TestEdge.with("socket.accepts-per-second", "1", "socket.accepts-burst", "2");
                SocketClient first = edge.login("alice", "phone");
                SocketClient second = edge.login("bob", "phone");
                SocketClient third = edge.connect()) {
            assertThat(third.closedByServer()).isTrue();

            first.send(Frames.ping(7));
            second.send(Frames.ping(8));
            assertThat(first.next().getId()).isEqualTo(7);
            assertThat(second.next().getId()).isEqualTo(8);
            assertThat(edge.count("hongyan.socket.refused", "reason", "rate")).isPositive();
        }
    }

    @Test
    void whoGoesOnAfterBeingClosedIsCutBeforeTheTimeToReadWhy() {
        try (TestEdge edge = TestEdge.with("limits.linger-max", "PT1M", "limits.discarded-bytes-max", "100000");
                SocketClient client = edge.connect()) {
            client.sendBytes(3, 0xff, 0xff, 0xff);
            assertThat(client.next().getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_MALFORMED_FRAME);

            assertThatThrownBy(() -> {
                        byte[] more = new byte[10_000];
                        for (int i = 0; i < 10_000; i++) {
                            client.socket.getOutputStream().write(more);
                        }
                    })
                    .isInstanceOf(IOException.class);
            await().untilAsserted(() -> assertThat(edge.server.edge().sockets()).isEmpty());
        }
    }

    @Test
    void goodLoginsMakeUpForABadPhoneBehindTheSameAddress() {
        try (TestEdge edge = TestEdge.with("socket.offences-max", "2", "socket.offences-forgotten-per-minute", "1")) {
            for (int i = 0; i < 10; i++) {
                try (SocketClient bad = edge.connect()) {
                    bad.sendBytes(3, 0xff, 0xff, 0xff);
                    assertThat(bad.next().getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_MALFORMED_FRAME);
                }
                edge.login("alice", "phone").close();
            }

            assertThat(edge.count("hongyan.socket.refused", "reason", "address"))
                    .isZero();
        }
    }

    private static void sendGarbage(TestEdge edge) {
        try (SocketClient client = SocketClient.tcpFrom(HOSTILE, edge.port("tcp"))) {
            client.sendBytes(3, 0xff, 0xff, 0xff);
            assertThat(client.next().getError().getCode()).isEqualTo(ErrorCode.ERROR_CODE_MALFORMED_FRAME);
        }
    }

    private static boolean isRefused(TestEdge edge) {
        try (SocketClient client = SocketClient.tcpFrom(HOSTILE, edge.port("tcp"))) {
            client.send(Frames.hello(TestEdge.ISSUER.token("mallory"), "phone"));
            return client.closedByServer();
        }
    }

    private static double gauge(TestEdge edge, String name) {
        return edge.meters.get(name).gauge().value();
    }
}
