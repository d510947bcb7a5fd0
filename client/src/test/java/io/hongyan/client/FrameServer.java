package io.hongyan.client;

import com.google.protobuf.util.JsonFormat;
import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.Transport;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.ServerFrame;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.MessageToMessageCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.protobuf.ProtobufDecoder;
import io.netty.handler.codec.protobuf.ProtobufEncoder;
import io.netty.handler.codec.protobuf.ProtobufVarint32FrameDecoder;
import io.netty.handler.codec.protobuf.ProtobufVarint32LengthFieldPrepender;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server on a real socket that speaks frames with Netty's own codecs, and leaves what to say to a test. */
final class FrameServer implements AutoCloseable {

    /** What the server does. */
    interface Behaviour {

        void onFrame(Peer peer, ClientFrame frame);

        default void onClosed(Peer peer) {}
    }

    /** One client's connection. */
    record Peer(Channel channel) {

        void send(ServerFrame frame) {
            channel.writeAndFlush(frame);
        }

        void sendAndClose(ServerFrame frame) {
            channel.writeAndFlush(frame).addListener(ChannelFutureListener.CLOSE);
        }

        void sendBytes(byte... bytes) {
            channel.pipeline().firstContext().writeAndFlush(Unpooled.wrappedBuffer(bytes));
        }

        void close() {
            channel.close();
        }
    }

    private final EventLoopGroup loops = new NioEventLoopGroup(1);
    private final Transport transport;
    private final Channel listening;

    FrameServer(Transport transport, @Nullable SslContext tls, Behaviour behaviour) {
        this.transport = transport;
        this.listening = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        install(channel, tls, behaviour);
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
    }

    ServerAddress address() {
        return new ServerAddress(transport, "127.0.0.1", ((InetSocketAddress) listening.localAddress()).getPort());
    }

    private void install(Channel channel, @Nullable SslContext tls, Behaviour behaviour) {
        ChannelPipeline pipeline = channel.pipeline();
        if (tls != null) {
            pipeline.addLast(tls.newHandler(channel.alloc()));
        }
        switch (transport.encoding()) {
            case LENGTH_PREFIXED ->
                pipeline.addLast(
                        new ProtobufVarint32FrameDecoder(),
                        new ProtobufVarint32LengthFieldPrepender(),
                        new ProtobufDecoder(ClientFrame.getDefaultInstance()),
                        new ProtobufEncoder());
            case WEBSOCKET_BINARY, WEBSOCKET_TEXT ->
                pipeline.addLast(
                        new HttpServerCodec(),
                        new HttpObjectAggregator(65_536),
                        new WebSocketServerProtocolHandler(ServerAddress.WEBSOCKET_PATH, "hongyan.v1.json"),
                        new Messages(transport.encoding() == Transport.Encoding.WEBSOCKET_TEXT));
        }
        pipeline.addLast(new SimpleChannelInboundHandler<>(ClientFrame.class) {
            @Override
            protected void channelRead0(ChannelHandlerContext context, ClientFrame frame) {
                behaviour.onFrame(new Peer(context.channel()), frame);
            }

            @Override
            public void channelInactive(ChannelHandlerContext context) {
                behaviour.onClosed(new Peer(context.channel()));
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
                context.close();
            }
        });
    }

    private static final class Messages extends MessageToMessageCodec<WebSocketFrame, ServerFrame> {

        private final boolean json;

        Messages(boolean json) {
            this.json = json;
        }

        @Override
        protected void encode(ChannelHandlerContext context, ServerFrame frame, List<Object> out) throws Exception {
            out.add(
                    json
                            ? new TextWebSocketFrame(JsonFormat.printer().print(frame))
                            : new BinaryWebSocketFrame(Unpooled.wrappedBuffer(frame.toByteArray())));
        }

        @Override
        protected void decode(ChannelHandlerContext context, WebSocketFrame message, List<Object> out)
                throws Exception {
            if (json) {
                ClientFrame.Builder frame = ClientFrame.newBuilder();
                JsonFormat.parser().merge(((TextWebSocketFrame) message).text(), frame);
                out.add(frame.build());
            } else {
                out.add(ClientFrame.parseFrom(message.content().nioBuffer()));
            }
        }
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
