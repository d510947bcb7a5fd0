package io.hongyan.connector.session.socket;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.ServerFrame;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client on a WebSocket, binary or JSON. */
final class WebSocketClient implements FrameClient, WebSocket.Listener {

    private static final int PATIENCE_SECONDS = 10;

    final WebSocket socket;

    private final HttpClient http =
            HttpClient.newBuilder().sslContext(SocketClient.trustingAnybody()).build();
    private final boolean json;
    private final LinkedBlockingQueue<ServerFrame> frames = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
    private final CountDownLatch closed = new CountDownLatch(1);

    private WebSocketClient(String url, String subprotocol) {
        json = subprotocol.endsWith("json");
        WebSocket.Builder builder = http.newWebSocketBuilder();
        if (!subprotocol.isEmpty()) {
            builder.subprotocols(subprotocol);
        }
        socket = builder.buildAsync(URI.create(url), this).join();
    }

    static WebSocketClient open(String scheme, int port, String subprotocol) {
        return new WebSocketClient(scheme + "://localhost:" + port + "/v1/socket", subprotocol);
    }

    @Override
    public void send(ClientFrame frame) {
        try {
            if (json) {
                sendText(JsonFormat.printer().print(frame));
            } else {
                socket.sendBinary(ByteBuffer.wrap(frame.toByteArray()), true).join();
            }
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    void sendText(String message) {
        socket.sendText(message, true).join();
    }

    @Override
    public ServerFrame next() {
        try {
            ServerFrame frame = frames.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (frame == null) {
                throw new AssertionError("nothing came");
            }
            return frame;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean closedByServer() {
        try {
            return closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS) && frames.isEmpty();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        http.shutdownNow();
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            var frame = ServerFrame.newBuilder();
            try {
                JsonFormat.parser().merge(text.toString(), frame);
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
            frames.add(frame.build());
            text.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        binary.writeBytes(bytes);
        if (last) {
            try {
                frames.add(ServerFrame.parseFrom(binary.toByteArray()));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
            binary.reset();
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.countDown();
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.countDown();
    }
}
