package io.hongyan.client.connection.netty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNullElse;

import io.hongyan.client.connection.ConnectionException;
import io.hongyan.client.connection.ConnectionException.Reason;
import io.hongyan.client.connection.ConnectionListener;
import io.hongyan.client.connection.ConnectionOptions;
import io.hongyan.client.connection.ServerAddress;
import io.hongyan.client.connection.Trust;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Opens connections; all of them share a few threads. One per process is enough. */
public final class Connections implements AutoCloseable {

    private final EventLoopGroup loops;
    private final Class<? extends SocketChannel> channelType;
    private final Map<Trust, SslContext> encryption = new ConcurrentHashMap<>();

    private Connections(EventLoopGroup loops, Class<? extends SocketChannel> channelType) {
        this.loops = loops;
        this.channelType = channelType;
    }

    /**
     * Starts the event loops.
     *
     * @param threads how many; a thread carries thousands of connections
     */
    public static Connections withThreads(int threads) {
        DefaultThreadFactory factory = new DefaultThreadFactory("hongyan-client", true);
        return Epoll.isAvailable()
                ? new Connections(new EpollEventLoopGroup(threads, factory), EpollSocketChannel.class)
                : new Connections(new NioEventLoopGroup(threads, factory), NioSocketChannel.class);
    }

    /** Opens a socket; done when handshakes are. Fails with a {@link ConnectionException}. */
    public CompletionStage<Connection> open(
            ServerAddress address, ConnectionOptions options, ConnectionListener listener) {
        return open(loop(), address, options, listener);
    }

    /** One of the event loops, to run on what belongs together. */
    public EventLoop loop() {
        return loops.next();
    }

    /** Opens a socket on a certain event loop. */
    public CompletionStage<Connection> open(
            EventLoop loop, ServerAddress address, ConnectionOptions options, ConnectionListener listener) {
        CompletableFuture<Connection> opened = new CompletableFuture<>();
        SslContext encrypted;
        try {
            encrypted = address.transport().encrypted()
                    ? encryption.computeIfAbsent(options.trust(), Connections::encryptionFor)
                    : null;
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(e);
        }
        new Bootstrap()
                .group(loop)
                .channel(channelType)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(options.connectTimeout().toMillis()))
                .option(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(options.unsentBytesMax() / 2, options.unsentBytesMax()))
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        new SocketPipeline(address, options, encrypted).install(channel, listener, opened);
                    }
                })
                .connect(address.host(), address.port())
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        opened.completeExceptionally(notConnected(address, connected.cause()));
                    }
                });
        return opened;
    }

    static ConnectionException notConnected(ServerAddress address, @Nullable Throwable cause) {
        String why = cause == null ? "closed" : requireNonNullElse(cause.getMessage(), cause.toString());
        return new ConnectionException(Reason.NOT_CONNECTED, "Cannot connect to %s: %s".formatted(address, why));
    }

    private static SslContext encryptionFor(Trust trust) {
        SslContextBuilder builder = SslContextBuilder.forClient().endpointIdentificationAlgorithm("HTTPS");
        switch (trust) {
            case Trust.Authorities authorities -> {}
            case Trust.Certificates certificates ->
                builder.trustManager(new ByteArrayInputStream(certificates.pem().getBytes(US_ASCII)));
            case Trust.Anyone anyone ->
                builder.trustManager(InsecureTrustManagerFactory.INSTANCE).endpointIdentificationAlgorithm(null);
        }
        try {
            return builder.build();
        } catch (SSLException e) {
            throw new IllegalArgumentException("The trust for TLS cannot be used: " + e.getMessage(), e);
        }
    }

    /** Closes every connection and ends the threads. */
    @Override
    public void close() {
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
