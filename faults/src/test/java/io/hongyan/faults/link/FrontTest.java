package io.hongyan.faults.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrontTest {

    private static final int PATIENCE_MILLIS = 10_000;
    private static final int MOMENT_MILLIS = 300;

    private final EventLoopGroup loops = new NioEventLoopGroup(1);
    private ServerSocket server;
    private Front front;

    @BeforeEach
    void open() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        front = Front.open(loops, 0, List.of(server.getLocalPort()));
    }

    @AfterEach
    void close() throws IOException {
        front.close();
        server.close();
        loops.shutdownGracefully().syncUninterruptibly();
    }

    @Test
    void whatIsWrittenArrivesBothWaysAndTheEndToo() throws IOException {
        try (Socket client = connect();
                Socket accepted = accept()) {
            write(client, "there");
            assertThat(read(accepted, 5)).isEqualTo("there");
            write(accepted, "back!");
            assertThat(read(client, 5)).isEqualTo("back!");

            client.shutdownInput();
            client.close();
            assertThat(accepted.getInputStream().read()).isEqualTo(-1);
        }
        await().until(() -> front.connections() == 0);
    }

    @Test
    void muchMoreThanIsHeldArrivesWholeThroughASlowReader() throws Exception {
        byte[] much = new byte[8 * Lane.HELD_MAX];
        try (Socket client = connect();
                Socket accepted = accept()) {
            Thread writer = Thread.startVirtualThread(() -> {
                try {
                    client.getOutputStream().write(much);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });

            assertThat(accepted.getInputStream().readNBytes(much.length)).hasSize(much.length);
            writer.join();
        }
    }

    @Test
    void aCutClosesWhatIsThereAndWhatComes() throws IOException {
        try (Socket client = connect();
                Socket accepted = accept()) {
            write(client, "x");
            assertThat(read(accepted, 1)).isEqualTo("x");

            front.weather(Weather.CUT);

            assertThat(client.getInputStream().read()).isEqualTo(-1);
            assertThat(accepted.getInputStream().read()).isEqualTo(-1);
        }
        try (Socket client = connect()) {
            assertThat(client.getInputStream().read()).isEqualTo(-1);
        }
        front.weather(Weather.FINE);
        try (Socket client = connect();
                Socket accepted = accept()) {
            write(client, "y");
            assertThat(read(accepted, 1)).isEqualTo("y");
        }
    }

    @Test
    void whatIsSlowComesLateAndInOrderEvenIfTheWayGetsFaster() throws IOException {
        try (Socket client = connect();
                Socket accepted = accept()) {
            front.weather(Weather.slow(Duration.ofMillis(MOMENT_MILLIS)));
            long sent = System.nanoTime();
            write(client, "first");
            assertThat(read(accepted, 5)).isEqualTo("first");
            assertThat(Duration.ofNanos(System.nanoTime() - sent)).isGreaterThan(Duration.ofMillis(MOMENT_MILLIS));

            write(client, "second");
            front.weather(Weather.FINE);
            write(client, "third!");
            assertThat(read(accepted, 12)).isEqualTo("secondthird!");
        }
    }

    @Test
    void silenceHoldsEverythingBackUntilItIsOver() throws IOException {
        try (Socket client = connect();
                Socket accepted = accept()) {
            front.weather(Weather.SILENT);
            write(client, "there");
            write(accepted, "back!");
            assertThatNothingComes(client);
            assertThatNothingComes(accepted);

            front.weather(Weather.FINE);

            assertThat(read(accepted, 5)).isEqualTo("there");
            assertThat(read(client, 5)).isEqualTo("back!");
        }
    }

    @Test
    void oneWayHearsAndDoesNotAnswer() throws IOException {
        try (Socket client = connect();
                Socket accepted = accept()) {
            front.weather(Weather.ONE_WAY);
            write(client, "there");
            assertThat(read(accepted, 5)).isEqualTo("there");
            write(accepted, "back!");
            assertThatNothingComes(client);
        }
    }

    @Test
    void whoIsForgottenIsNotTold() throws IOException {
        try (Socket client = connect();
                Socket accepted = accept()) {
            write(client, "x");
            assertThat(read(accepted, 1)).isEqualTo("x");

            front.forget();

            assertThat(accepted.getInputStream().read()).isEqualTo(-1);
            write(client, "is anybody there?");
            assertThatNothingComes(client);
        }
    }

    @Test
    void aServerThatIsGoneIsPassedOver() throws IOException {
        int gone;
        try (var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            gone = nobody.getLocalPort();
        }
        try (Front both = Front.open(loops, 0, List.of(gone, server.getLocalPort()));
                Socket client = new Socket(InetAddress.getLoopbackAddress(), both.port());
                Socket accepted = accept()) {
            write(client, "x");
            assertThat(read(accepted, 1)).isEqualTo("x");
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), front.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private Socket accept() throws IOException {
        server.setSoTimeout(PATIENCE_MILLIS);
        Socket socket = server.accept();
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static String read(Socket socket, int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), UTF_8);
    }

    private static void assertThatNothingComes(Socket socket) throws IOException {
        socket.setSoTimeout(MOMENT_MILLIS);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(PATIENCE_MILLIS);
    }
}
