package io.hongyan.client.connection.netty;

import static java.util.Objects.requireNonNullElse;

import io.hongyan.client.connection.Closed;
import io.hongyan.client.connection.ConnectionException;
import io.hongyan.client.connection.ConnectionException.Reason;
import io.hongyan.client.connection.ConnectionListener;
import io.hongyan.client.connection.ConnectionOptions;
import io.hongyan.client.connection.Traffic;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.ServerFrame;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One socket to a connector, with typed frames. It knows nothing of logins: the first frame has to be {@code Hello}.
 *
 * <p>All methods may be called from any thread. Stages complete on the connection's event loop.
 */
public final class Connection {

    private final Channel channel;
    private final ByteCounter bytes;
    private final ConnectionOptions options;
    private final ConnectionListener listener;
    private final PendingRequests pending;

    // Written by the event loop alone.
    private volatile long framesUp;
    private volatile long framesDown;
    private volatile boolean closedHere;
    private boolean timing;
    private boolean over;
    private @Nullable Error lastWords;
    private @Nullable String cause;

    Connection(Channel channel, ByteCounter bytes, ConnectionOptions options, ConnectionListener listener) {
        this.channel = channel;
        this.bytes = bytes;
        this.options = options;
        this.listener = listener;
        this.pending = new PendingRequests(options.pendingMax());
    }

    /**
     * Sends a frame that has an answer, under an id that this connection chooses.
     *
     * @return the answer, which may be an {@code Error}; a {@link ConnectionException} if none came
     */
    public CompletionStage<ServerFrame> request(ClientFrame frame) {
        CompletableFuture<ServerFrame> answer = new CompletableFuture<>();
        if (channel.eventLoop().inEventLoop()) {
            writeRequest(frame, answer);
        } else {
            channel.eventLoop().execute(() -> writeRequest(frame, answer));
        }
        return answer;
    }

    /**
     * Sends a frame that has no answer.
     *
     * @return false if the connection is over or its socket does not drain: the frame was not taken
     */
    public boolean send(ClientFrame frame) {
        if (!channel.isActive() || !channel.isWritable()) {
            return false;
        }
        if (channel.eventLoop().inEventLoop()) {
            write(frame);
        } else {
            channel.eventLoop().execute(() -> write(frame));
        }
        return true;
    }

    /** Closes the socket. The listener hears of it. */
    public void close() {
        closedHere = true;
        channel.close();
    }

    /** Whether the socket is open. */
    public boolean isOpen() {
        return channel.isActive();
    }

    /** What went over the wire so far. */
    public Traffic traffic() {
        return new Traffic(bytes.up(), bytes.down(), framesUp, framesDown);
    }

    private void writeRequest(ClientFrame frame, CompletableFuture<ServerFrame> answer) {
        if (over || !channel.isActive()) {
            answer.completeExceptionally(new ConnectionException(Reason.CLOSED, "The connection is closed."));
            return;
        }
        int id = channel.isWritable()
                ? pending.add(
                        answer, System.nanoTime() + options.requestTimeout().toNanos())
                : 0;
        if (id == 0) {
            answer.completeExceptionally(new ConnectionException(
                    Reason.FULL,
                    "As many requests as allowed (%d) await an answer, or the socket does not drain."
                            .formatted(options.pendingMax())));
            return;
        }
        if (!timing) {
            time();
        }
        write(frame.toBuilder().setId(id).build());
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the event loop
    private void write(ClientFrame frame) {
        framesUp++;
        // What cannot be written closes the socket, and the close tells everybody who waits.
        channel.writeAndFlush(frame, channel.voidPromise());
    }

    /** One timer for all requests, and none while nobody waits. */
    private void time() {
        Long deadline = pending.nextDeadline();
        timing = deadline != null;
        if (deadline != null) {
            long delay = Math.max(1_000_000, deadline - System.nanoTime());
            channel.eventLoop().schedule(this::expire, delay, TimeUnit.NANOSECONDS);
        }
    }

    private void expire() {
        String waited = "No answer came within %s.".formatted(options.requestTimeout());
        pending.takeOverdue(System.nanoTime())
                .forEach(answer -> answer.completeExceptionally(new ConnectionException(Reason.TIMEOUT, waited)));
        time();
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // one writer: the event loop
    private void onFrame(ServerFrame frame) {
        framesDown++;
        if (frame.hasError() && frame.getError().getCloses()) {
            lastWords = frame.getError();
        }
        CompletableFuture<ServerFrame> answer = frame.getId() == 0 ? null : pending.take(frame.getId());
        if (answer != null) {
            answer.complete(frame);
        } else {
            listener.onFrame(frame);
        }
    }

    private void onInactive() {
        if (over) {
            return;
        }
        over = true;
        String why = requireNonNullElse(
                lastWords == null ? cause : lastWords.getMessage(),
                closedHere ? "Closed by the client." : "The network or the server closed the connection.");
        pending.takeAll().forEach(answer -> answer.completeExceptionally(new ConnectionException(Reason.CLOSED, why)));
        listener.onClosed(new Closed(lastWords, closedHere, why));
    }

    /** The end of the pipeline. */
    SimpleChannelInboundHandler<ServerFrame> handler() {
        return new SimpleChannelInboundHandler<>(ServerFrame.class) {
            @Override
            protected void channelRead0(ChannelHandlerContext context, ServerFrame frame) {
                onFrame(frame);
            }

            @Override
            public void channelInactive(ChannelHandlerContext context) {
                onInactive();
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext context, Throwable broken) {
                cause = requireNonNullElse(broken.getMessage(), broken.toString());
                context.close();
            }
        };
    }
}
