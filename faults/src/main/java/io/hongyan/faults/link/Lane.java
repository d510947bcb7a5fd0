package io.hongyan.faults.link;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One direction of a pipe: reads from a source and writes to a target, late or not at all as the weather is. Holds at most
 * {@link #HELD_MAX} bytes and one read more; then it reads no further, and the sender is held up as it would be by TCP. Used by
 * one event loop.
 */
final class Lane extends ChannelInboundHandlerAdapter {

    /** How much is underway before no more is read. */
    static final int HELD_MAX = 1 << 20;

    /** Bytes and when they arrive; without bytes, the end. */
    private record Parcel(ByteBuf bytes, long dueNanos) {}

    private final Channel source;
    private final Channel target;
    private final Supplier<Weather> weather;
    private final Predicate<Weather> passes;
    private final Runnable sourceGone;
    private final Deque<Parcel> underway = new ArrayDeque<>();
    private int held;
    private long lastDue = System.nanoTime();
    private boolean over;
    private boolean swallows;
    private boolean closesTarget = true;

    Lane(Channel source, Channel target, Supplier<Weather> weather, Predicate<Weather> passes, Runnable sourceGone) {
        this.source = source;
        this.target = target;
        this.weather = weather;
        this.passes = passes;
        this.sourceGone = sourceGone;
    }

    /** Whether the target is closed when the source is. */
    void closesTarget(boolean does) {
        closesTarget = does;
    }

    /** From now on what is sent goes nowhere. */
    void swallow() {
        swallows = true;
        drop();
        source.config().setAutoRead(true);
    }

    /** Goes on as the weather is now. */
    void refresh() {
        long now = System.nanoTime();
        if (!target.isActive()) {
            drop();
        }
        boolean open = passes.test(weather.get());
        while (open && !underway.isEmpty() && underway.peekFirst().dueNanos() - now <= 0) {
            Parcel parcel = underway.removeFirst();
            held -= parcel.bytes().readableBytes();
            target.write(parcel.bytes());
        }
        target.flush();
        if (over && underway.isEmpty() && closesTarget) {
            target.close();
        } else if (open && !underway.isEmpty()) {
            long wait = underway.peekFirst().dueNanos() - now;
            source.eventLoop().schedule(this::refresh, wait, TimeUnit.NANOSECONDS);
        }
        source.config().setAutoRead(swallows || (open && held < HELD_MAX && target.isWritable()));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (swallows || !target.isActive()) {
            bytes.release();
            return;
        }
        // Never earlier than what was sent before it, even if the way is faster now.
        lastDue = Math.max(lastDue, System.nanoTime() + weather.get().delay().toNanos());
        underway.addLast(new Parcel(bytes, lastDue));
        held += bytes.readableBytes();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        refresh();
    }

    /** The source is the other lane's target: it can take more now. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Lane other = target.pipeline().get(Lane.class);
        if (other != null) {
            other.refresh();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        over = true;
        sourceGone.run();
        refresh();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        context.close(); // a reset, as processes that are killed leave behind: the other side gets to know by the close
    }

    private void drop() {
        underway.forEach(parcel -> parcel.bytes().release());
        underway.clear();
        held = 0;
    }
}
