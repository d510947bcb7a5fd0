package io.hongyan.bench.hostile;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Connections that send {@link Garbage} and are opened again whenever they end, on a thread of their own. Each keeps its
 * address and its kind of garbage.
 */
final class Attackers implements AutoCloseable {

    private static final int RETRY_MILLIS = 10;
    private static final int CONNECT_MILLIS = 5_000;

    private final EventLoopGroup loop = new NioEventLoopGroup(1, new DefaultThreadFactory("hongyan-hostile", true));
    private final InetSocketAddress server;
    private final SplittableRandom random = new SplittableRandom(1); // used on the loop only
    private final LongAdder opened = new LongAdder();
    private final LongAdder ended = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder sentBytes = new LongAdder();
    private volatile boolean over;

    private Attackers(InetSocketAddress server) {
        this.server = server;
    }

    /** Starts so many, from so many addresses: 127.0.1.1 and following. */
    static Attackers on(InetSocketAddress server, int connections, int addresses) {
        var attackers = new Attackers(server);
        Garbage[] kinds = Garbage.values();
        for (int i = 0; i < connections; i++) {
            String from = "127.0.1." + (1 + i % addresses);
            Garbage garbage = kinds[i / addresses % kinds.length];
            attackers.loop.execute(() -> attackers.attack(from, garbage));
        }
        return attackers;
    }

    /** What they did so far, as a sentence. */
    String told() {
        return "hostile connections opened %d, ended by the server %d, not opened %d; %.1f MB sent"
                .formatted(opened.sum(), ended.sum(), failed.sum(), sentBytes.sum() / 1e6);
    }

    private void attack(String from, Garbage garbage) {
        if (over) {
            return;
        }
        new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        channel.pipeline().addLast(new Attack(from, garbage));
                    }
                })
                .connect(server, new InetSocketAddress(from, 0))
                .addListener(connected -> {
                    if (!connected.isSuccess()) {
                        failed.increment();
                        again(from, garbage);
                    }
                });
    }

    private void again(String from, Garbage garbage) {
        if (!over) {
            var _ = loop.schedule(() -> attack(from, garbage), RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** One connection. */
    private final class Attack extends ChannelInboundHandlerAdapter {

        private final String from;
        private final Garbage garbage;

        private Attack(String from, Garbage garbage) {
            this.from = from;
            this.garbage = garbage;
        }

        @Override
        public void channelActive(ChannelHandlerContext context) {
            opened.increment();
            send(context);
        }

        private void send(ChannelHandlerContext context) {
            byte[] bytes = garbage.first(random);
            if (bytes.length == 0) {
                return;
            }
            var _ = context.writeAndFlush(Unpooled.wrappedBuffer(bytes)).addListener(written -> {
                if (written.isSuccess()) {
                    sentBytes.add(bytes.length);
                    if (garbage.endless()) {
                        context.executor().execute(() -> send(context)); // others come first
                    }
                }
            });
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object answer) {
            ReferenceCountUtil.release(answer); // of no interest
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            ended.increment();
            again(from, garbage);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            context.close(); // a reset; comes again
        }
    }

    @Override
    public void close() {
        over = true;
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
