package io.hongyan.client.connection.netty;

import io.hongyan.client.connection.ConnectionListener;
import io.hongyan.client.connection.ConnectionOptions;
import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.Transport.Encoding;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Lays out a socket's handlers for its transport: bytes are counted, decrypted, unpacked, and end in a connection. */
record SocketPipeline(
        ServerAddress address,
        ConnectionOptions options,
        @Nullable SslContext encrypted) {

    private static final String JSON_SUBPROTOCOL = "hongyan.v1.json";
    private static final int HANDSHAKE_BYTES_MAX = 16_384;
    private static final int WRITES_PER_FLUSH_MAX = 64;

    void install(Channel channel, ConnectionListener listener, CompletableFuture<Connection> opened) {
        ByteCounter bytes = new ByteCounter();
        Connection connection = new Connection(channel, bytes, options, listener);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.addLast(bytes);
        if (encrypted != null) {
            SslHandler tls = encrypted.newHandler(channel.alloc(), address.host(), address.port());
            tls.setHandshakeTimeoutMillis(options.connectTimeout().toMillis());
            pipeline.addLast(tls);
        }
        pipeline.addLast(new FlushConsolidationHandler(WRITES_PER_FLUSH_MAX, true));
        if (address.transport().encoding() == Encoding.LENGTH_PREFIXED) {
            pipeline.addLast(new LengthPrefixedCodec(options.frameBytesMax()));
        } else {
            addWebSocket(pipeline);
        }
        pipeline.addLast(new Opening(connection, opened));
    }

    private void addWebSocket(ChannelPipeline pipeline) {
        boolean json = address.transport().encoding() == Encoding.WEBSOCKET_TEXT;
        URI uri = URI.create("%s://%s:%d%s"
                .formatted(
                        encrypted == null ? "ws" : "wss",
                        address.host(),
                        address.port(),
                        ServerAddress.WEBSOCKET_PATH));
        pipeline.addLast(new HttpClientCodec());
        pipeline.addLast(new HttpObjectAggregator(HANDSHAKE_BYTES_MAX));
        pipeline.addLast(new WebSocketClientProtocolHandler(
                WebSocketClientHandshakerFactory.newHandshaker(
                        uri,
                        WebSocketVersion.V13,
                        json ? JSON_SUBPROTOCOL : null,
                        false,
                        new DefaultHttpHeaders(),
                        options.frameBytesMax()),
                true,
                options.connectTimeout().toMillis()));
        pipeline.addLast(new WebSocketFrameAggregator(options.frameBytesMax()));
        pipeline.addLast(new WebSocketCodec(json));
    }

    /** Stands at the end until the handshakes are done, then makes way for the connection. */
    private final class Opening extends ChannelInboundHandlerAdapter {

        private final Connection connection;
        private final CompletableFuture<Connection> opened;
        private @Nullable Throwable broken;

        Opening(Connection connection, CompletableFuture<Connection> opened) {
            this.connection = connection;
            this.opened = opened;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            if (encrypted == null && address.transport().encoding() == Encoding.LENGTH_PREFIXED) {
                done(context);
            }
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                done(context);
            } else if (event instanceof SslHandshakeCompletionEvent tls
                    && tls.isSuccess()
                    && address.transport().encoding() == Encoding.LENGTH_PREFIXED) {
                done(context);
            }
        }

        private void done(ChannelHandlerContext context) {
            context.pipeline().replace(this, "connection", connection.handler());
            opened.complete(connection);
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            opened.completeExceptionally(Connections.notConnected(address, broken));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            broken = cause;
            context.close();
        }
    }
}
