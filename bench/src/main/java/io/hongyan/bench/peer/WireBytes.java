package io.hongyan.bench.peer;

import io.hongyan.client.connection.Traffic;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import java.util.concurrent.atomic.LongAdder;

/** Counts what goes over one connection, as the socket sees it. Belongs first into a pipeline. */
public final class WireBytes extends ChannelDuplexHandler {

    private final LongAdder up = new LongAdder();
    private final LongAdder down = new LongAdder();

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            down.add(bytes.readableBytes());
        }
        context.fireChannelRead(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            up.add(bytes.readableBytes());
        }
        context.write(message, promise);
    }

    /** What went over so far; frames are not counted. */
    public Traffic traffic() {
        return new Traffic(up.sum(), down.sum(), 0, 0);
    }
}
