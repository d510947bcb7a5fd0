package io.hongyan.client;

import io.hongyan.client.connection.ConnectionException;
import io.hongyan.client.connection.ConnectionException.Reason;
import io.hongyan.client.connection.netty.Connection;
import io.hongyan.client.login.Pace;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Limits;
import io.hongyan.proto.client.v1.ServerFrame;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Sends no faster than the server allows; what has to wait, waits in order. Lives on one event loop. */
final class PacedSender {

    /** How many frames may wait; one more is not taken. */
    static final int WAITING_MAX = 2_000;

    private record Waiting(ClientFrame frame, @Nullable CompletableFuture<ServerFrame> answer) {}

    private final Connection connection;
    private final EventLoop loop;
    private final Pace pace;
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private boolean closed;

    PacedSender(Connection connection, EventLoop loop, Limits limits) {
        this.connection = connection;
        this.loop = loop;
        this.pace = new Pace(limits.getFramesPerSecond(), limits.getFramesBurst(), System.nanoTime());
    }

    CompletionStage<ServerFrame> request(ClientFrame frame) {
        CompletableFuture<ServerFrame> answer = new CompletableFuture<>();
        if (!offer(new Waiting(frame, answer))) {
            answer.completeExceptionally(new ConnectionException(Reason.FULL, "Too many frames wait to be sent."));
        }
        return answer;
    }

    boolean send(ClientFrame frame) {
        return offer(new Waiting(frame, null));
    }

    private boolean offer(Waiting next) {
        if (closed || queue.size() >= WAITING_MAX) {
            return false;
        }
        queue.add(next);
        if (queue.size() == 1) {
            drain();
        }
        return true;
    }

    private void drain() {
        while (!queue.isEmpty() && !closed) {
            long wait = pace.take(System.nanoTime());
            if (wait > 0) {
                loop.schedule(this::drain, wait, TimeUnit.NANOSECONDS);
                return;
            }
            write(queue.remove());
        }
    }

    private void write(Waiting next) {
        CompletableFuture<ServerFrame> answer = next.answer();
        if (answer == null) {
            connection.send(next.frame());
            return;
        }
        connection.request(next.frame()).whenComplete((frame, failed) -> {
            if (failed == null) {
                answer.complete(frame);
            } else {
                answer.completeExceptionally(failed);
            }
        });
    }

    /** Whatever still waits will not be sent. */
    void close() {
        closed = true;
        while (!queue.isEmpty()) {
            CompletableFuture<ServerFrame> answer = queue.remove().answer();
            if (answer != null) {
                answer.completeExceptionally(new ConnectionException(Reason.CLOSED, "The connection is closed."));
            }
        }
    }
}
