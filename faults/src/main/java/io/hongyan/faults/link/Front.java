package io.hongyan.faults.link;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A port that leads to one of several servers, in turn; one that does not answer is passed over. Its {@link Weather} can change at
 * any time, for connections that are there and for new ones. Safe for several threads.
 */
public final class Front implements AutoCloseable {

    private static final int CONNECT_MILLIS_MAX = 2_000;

    private final List<Integer> targets;
    private final Channel listening;
    private final Set<Pipe> pipes = ConcurrentHashMap.newKeySet();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile Weather weather = Weather.FINE;

    private Front(EventLoopGroup loops, int port, List<Integer> targets) {
        this.targets = List.copyOf(targets);
        this.listening = new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .childOption(ChannelOption.AUTO_READ, false)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel near) {
                        accepted(near);
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), port)
                .syncUninterruptibly()
                .channel();
    }

    /**
     * Opens it.
     *
     * @param port where it listens on the loopback address; 0 for any free one
     * @param targets the ports of the servers on the loopback address
     */
    public static Front open(EventLoopGroup loops, int port, List<Integer> targets) {
        return new Front(loops, port, targets);
    }

    /** Where it listens. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** How many connections there are, half-open ones included. */
    public int connections() {
        return pipes.size();
    }

    /** Changes the weather, for all connections. */
    public void weather(Weather now) {
        weather = now;
        pipes.forEach(now.open() ? Pipe::weatherChanged : Pipe::close);
    }

    /** The servers' sides of all connections are closed, and the other sides are not told. */
    public void forget() {
        pipes.forEach(Pipe::forget);
    }

    @Override
    public void close() {
        listening.close().syncUninterruptibly();
        pipes.forEach(Pipe::close);
    }

    private void accepted(SocketChannel near) {
        if (!weather.open()) {
            near.close();
            return;
        }
        connect(near, turn.getAndIncrement(), targets.size());
    }

    private void connect(Channel near, int number, int attempts) {
        if (attempts == 0) {
            near.close();
            return;
        }
        new Bootstrap()
                .group(near.eventLoop()) // both sides on one thread: a pipe needs no locks
                .channel(NioSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS_MAX)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel far) {
                        // its handler comes when it is connected: until then nothing is read
                    }
                })
                .connect(InetAddress.getLoopbackAddress(), targets.get(Math.floorMod(number, targets.size())))
                .addListener((ChannelFuture connected) -> {
                    if (connected.isSuccess()) {
                        connected(near, connected.channel());
                    } else {
                        connect(near, number + 1, attempts - 1);
                    }
                });
    }

    private void connected(Channel near, Channel far) {
        var pipe = new Pipe(near, far, () -> weather);
        pipes.add(pipe);
        pipe.whenOver(() -> pipes.remove(pipe));
        pipe.start();
        if (!weather.open()) {
            pipe.close(); // cut while it was being connected
        }
    }
}
