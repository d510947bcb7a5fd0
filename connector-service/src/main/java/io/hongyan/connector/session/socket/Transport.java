package io.hongyan.connector.session.socket;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.connector.frame.Decoded;
import io.hongyan.connector.frame.SharedFrame;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.EventExecutor;
import org.jspecify.annotations.Nullable;

/** One client's socket, as frames. Used on its event loop only. */
abstract sealed class Transport permits TcpTransport, WebSocketTransport {

    /** The doors that clients come through. */
    enum Kind {
        TCP,
        TLS,
        WS,
        WSS
    }

    /** Who is told what happens to a socket. */
    interface Listener {

        /** So many bytes have come, and frames may be there to be taken. */
        void readable(int bytes);

        /** The client gave a sign of life that is no frame. */
        void heard();

        /** The socket is closed. */
        void gone();
    }

    private final Kind kind;
    private final ChannelHandlerContext channel;

    Transport(Kind kind, ChannelHandlerContext channel) {
        this.kind = kind;
        this.channel = channel;
    }

    Kind kind() {
        return kind;
    }

    EventExecutor loop() {
        return channel.executor();
    }

    @Override
    public String toString() {
        return kind + " on " + channel.channel().getClass().getSimpleName();
    }

    /** Begins to read. */
    abstract void listen(Listener listener);

    /** The next frame that has come, or null if there is none. */
    abstract @Nullable Decoded next();

    /** Reads no more from the socket, so that the client is held up by TCP itself. */
    abstract void pause();

    /** Reads on. */
    abstract void resume();

    /** From now on, whatever comes is thrown away; of who sends more than so many bytes, the socket is cut. */
    abstract void discard(int bytesMax);

    /** The frame as this kind of socket carries it, as a message for the channel. */
    abstract Object encode(SharedFrame frame) throws InvalidProtocolBufferException;

    /** Says that nothing more will be written. */
    abstract void farewell();

    /** Writes a frame; it stays in memory until {@link #flush}. */
    final void write(SharedFrame frame) throws InvalidProtocolBufferException {
        var _ = channel.write(encode(frame), channel.voidPromise());
    }

    final void flush() {
        channel.flush();
    }

    /** Runs something once all that was written before has gone out; never, if the socket is closed before. */
    final void whenWritten(Runnable task) {
        var _ = channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            if (written.isSuccess()) {
                task.run();
            }
        });
    }

    /** Whether the socket keeps up with what is written. */
    final boolean writable() {
        return channel.channel().isWritable();
    }

    /** Closes the socket at once. Not by the channel: from there Vert.x sees to it that all is written first. */
    final void cut() {
        var _ = channel.close();
    }

    /**
     * Ends our direction of the stream once all is written, and leaves the other one open: closing both while the client
     * still writes would reset the connection, and the client might never read why.
     */
    final void endOutput() {
        whenWritten(() -> {
            SslHandler tls = channel.pipeline().get(SslHandler.class);
            if (tls == null) {
                shutdownOutput();
            } else {
                var _ = tls.closeOutbound().addListener(_ -> shutdownOutput());
            }
        });
    }

    private void shutdownOutput() {
        if (channel.channel() instanceof DuplexChannel duplex && duplex.isActive()) {
            var _ = duplex.shutdownOutput();
        }
    }
}
