package io.hongyan.client.connection.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;

/** Counts bytes next to the socket. Written by the event loop alone, read by anyone. */
final class ByteCounter extends ChannelDuplexHandler {

    private volatile long up;
    private volatile long down;

    long up() {
        return up;
    }

    long down() {
        return down;
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the event loop
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            down += bytes.readableBytes();
        }
        context.fireChannelRead(message);
    }

    @Override
    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the event loop
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof ByteBuf bytes) {
            up += bytes.readableBytes();
        }
        context.write(message, promise);
    }
}
