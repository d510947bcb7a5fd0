package io.hongyan.connector.session.socket;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.connector.frame.Decoded;
import io.hongyan.connector.frame.SharedFrame;
import io.hongyan.connector.frame.json.JsonFrames;
import io.hongyan.connector.frame.protobuf.ProtobufFrames;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.WebSocketInternal;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A WebSocket: a message is a frame, binary in Protobuf, or text in JSON where the subprotocol says so. */
final class WebSocketTransport extends Transport {

    static final String BINARY = "hongyan.v1";
    static final String JSON = "hongyan.v1.json";

    private final ServerWebSocket socket;
    private final int frameBytesMax;
    private final boolean json;
    private final ArrayDeque<Decoded> decoded = new ArrayDeque<>(1);
    private @Nullable ByteString begun; // the fragments so far of a message cut in several
    private boolean discards;
    private long mayDiscard; // how many bytes more may be thrown away

    WebSocketTransport(Kind kind, ServerWebSocket socket, int frameBytesMax) {
        super(kind, ((WebSocketInternal) socket).channelHandlerContext());
        this.socket = socket;
        this.frameBytesMax = frameBytesMax;
        this.json = JSON.equals(socket.subProtocol());
    }

    @Override
    void listen(Listener listener) {
        socket.closeHandler(_ -> listener.gone());
        socket.exceptionHandler(problem -> {
            if (problem instanceof CorruptedWebSocketFrameException corrupted) {
                come(corrupted(corrupted), 0, listener);
            }
        });
        socket.frameHandler(frame -> receive(frame, listener));
    }

    private void receive(WebSocketFrame frame, Listener listener) {
        if (discards) {
            mayDiscard -= frame.binaryData().length();
            if (mayDiscard < 0) {
                cut();
            }
            return;
        }
        if (frame.type() == WebSocketFrameType.PING || frame.type() == WebSocketFrameType.PONG) {
            listener.heard();
        } else if (!frame.isClose()) {
            collect(frame, listener);
        }
    }

    private void collect(WebSocketFrame frame, Listener listener) {
        if (!frame.isContinuation() && frame.isText() != json) {
            come(wrongType(), 0, listener);
            return;
        }
        ByteString bytes = ByteString.copyFrom(frame.binaryData().getBytes());
        ByteString whole = begun == null ? bytes : begun.concat(bytes);
        if (whole.size() > frameBytesMax) {
            come(Decoded.tooLarge(whole.size(), frameBytesMax), whole.size(), listener);
        } else if (frame.isFinal()) {
            begun = null;
            come(decode(whole), whole.size(), listener);
        } else {
            begun = whole;
        }
    }

    private void come(Decoded frame, int bytes, Listener listener) {
        decoded.add(frame);
        listener.readable(bytes);
    }

    private Decoded decode(ByteString whole) {
        return json ? JsonFrames.decode(whole) : ProtobufFrames.decode(whole.toByteArray(), 0, whole.size());
    }

    private Decoded wrongType() {
        return Decoded.malformed(
                json
                        ? "with " + JSON + " frames are text messages"
                        : "without " + JSON + " frames are binary messages");
    }

    private Decoded corrupted(CorruptedWebSocketFrameException problem) {
        return problem.closeStatus().code() == WebSocketCloseStatus.MESSAGE_TOO_BIG.code()
                ? Decoded.tooLarge(frameBytesMax, frameBytesMax)
                : Decoded.malformed("the bytes are not a WebSocket frame");
    }

    @Override
    @Nullable
    Decoded next() {
        return decoded.poll();
    }

    @Override
    void pause() {
        socket.pause();
    }

    @Override
    void resume() {
        socket.resume();
    }

    @Override
    void discard(int bytesMax) {
        discards = true;
        mayDiscard = bytesMax;
        begun = null;
        decoded.clear();
        socket.resume();
    }

    @Override
    Object encode(SharedFrame frame) throws InvalidProtocolBufferException {
        return json
                ? new TextWebSocketFrame(Unpooled.wrappedBuffer(frame.json()))
                : new BinaryWebSocketFrame(
                        Unpooled.wrappedBuffer(frame.protobuf().asReadOnlyByteBuffer()));
    }

    @Override
    void farewell() {
        socket.close(); // the client answers, and that closes the socket
    }
}
