package io.hongyan.connector.session.socket;

import io.hongyan.connector.frame.Decoded;
import io.hongyan.connector.frame.SharedFrame;
import io.hongyan.connector.frame.protobuf.DelimitedReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.impl.NetSocketInternal;
import org.jspecify.annotations.Nullable;

/** A TCP connection, plain or with TLS: frames with their length before them. */
final class TcpTransport extends Transport {

    private final NetSocketInternal socket;
    private final DelimitedReader reader;

    TcpTransport(Kind kind, NetSocketInternal socket, int frameBytesMax) {
        super(kind, socket.channelHandlerContext());
        this.socket = socket;
        this.reader = new DelimitedReader(frameBytesMax);
    }

    @Override
    void listen(Listener listener) {
        socket.closeHandler(_ -> listener.gone());
        socket.exceptionHandler(_ -> {}); // a reset; the close handler follows
        socket.handler(chunk -> {
            feed(chunk);
            listener.readable(chunk.length());
        });
    }

    private void feed(Buffer chunk) {
        ByteBuf bytes = chunk.getByteBuf();
        if (bytes.hasArray()) {
            reader.feed(bytes.array(), bytes.arrayOffset() + bytes.readerIndex(), bytes.readableBytes());
        } else {
            byte[] copy = ByteBufUtil.getBytes(bytes);
            reader.feed(copy, 0, copy.length);
        }
    }

    @Override
    @Nullable
    Decoded next() {
        return reader.next();
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
        long[] discarded = {0};
        socket.handler(chunk -> {
            discarded[0] += chunk.length();
            if (discarded[0] > bytesMax) {
                cut();
            }
        });
        socket.resume();
    }

    @Override
    Object encode(SharedFrame frame) {
        return Unpooled.wrappedBuffer(frame.delimited());
    }

    @Override
    void farewell() {
        endOutput();
    }
}
