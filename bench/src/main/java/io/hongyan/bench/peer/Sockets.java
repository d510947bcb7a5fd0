package io.hongyan.bench.peer;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Opens connections to a server of this machine; one thread carries all of them, as it does those to the suite. */
public final class Sockets implements AutoCloseable {

    private static final int CONNECT_MILLIS_MAX = 10_000;

    private final EventLoopGroup loops;
    private final Class<? extends SocketChannel> channelType;
    private final InetSocketAddress server;

    /** Of a server that listens on the loopback address. */
    public Sockets(int port) {
        this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var factory = new DefaultThreadFactory("bench-peer", true);
        if (Epoll.isAvailable()) {
            loops = new EpollEventLoopGroup(1, factory);
            channelType = EpollSocketChannel.class;
        } else {
            loops = new NioEventLoopGroup(1, factory);
            channelType = NioSocketChannel.class;
        }
    }

    /** Opens one, whose bytes go through these handlers. */
    public ChannelFuture open(Supplier<ChannelHandler[]> handlers) {
        return new Bootstrap()
                .group(loops)
                .channel(channelType)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS_MAX)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(handlers.get());
                    }
                })
                .connect(server);
    }

    /** The thread's loop, to do something later. */
    public EventLoop loop() {
        return loops.next();
    }

    /** Closes all connections. */
    @Override
    public void close() {
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
