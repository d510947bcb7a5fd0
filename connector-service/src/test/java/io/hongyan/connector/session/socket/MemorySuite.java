package io.hongyan.connector.session.socket;

import io.hongyan.connector.session.LiveSession;
import io.hongyan.connector.session.Suite;
import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.Hello;
import io.hongyan.proto.client.v1.Pong;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.Welcome;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiFunction;

/** A suite without anything behind it: answers at once, or as a test says. */
final class MemorySuite implements Suite {

    final List<LiveSession> logins = new CopyOnWriteArrayList<>();
    final List<LiveSession> ended = new CopyOnWriteArrayList<>();
    final LinkedBlockingQueue<ClientFrame> handled = new LinkedBlockingQueue<>();
    volatile boolean ready = true;
    volatile BiFunction<LiveSession, Hello, CompletionStage<Welcome>> login =
            (session, _) -> CompletableFuture.completedFuture(
                    Welcome.newBuilder().setUserId(session.identity().userId()).build());
    volatile BiFunction<LiveSession, ClientFrame, CompletionStage<ServerFrame>> handle =
            (_, frame) -> CompletableFuture.completedFuture(answer(frame));

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public CompletionStage<Welcome> login(LiveSession session, Hello hello) {
        logins.add(session);
        return login.apply(session, hello);
    }

    @Override
    public CompletionStage<ServerFrame> handle(LiveSession session, ClientFrame frame) {
        handled.add(frame);
        return handle.apply(session, frame);
    }

    @Override
    public void ended(LiveSession session) {
        ended.add(session);
    }

    static ServerFrame answer(ClientFrame frame) {
        return switch (frame.getBodyCase()) {
            case PING ->
                ServerFrame.newBuilder()
                        .setPong(Pong.newBuilder().setHeadSum(42).setComplete(true))
                        .build();
            case DELIVERED, TYPING -> ServerFrame.getDefaultInstance();
            default ->
                ServerFrame.newBuilder().setAck(Ack.newBuilder().setSeq(1)).build();
        };
    }
}
