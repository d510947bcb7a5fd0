package io.hongyan.connector.session.socket;

import io.hongyan.connector.frame.SharedFrame;
import io.hongyan.connector.session.Identity;
import io.hongyan.connector.session.LiveSession;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.GoAway;
import io.hongyan.proto.client.v1.ServerFrame;
import java.time.Instant;

/** A session on a socket, as everybody else sees it. Safe for use by many threads. */
final class SocketLiveSession implements LiveSession {

    private final Identity identity;
    private final Instant tokenIssued;
    private final SocketSession socket;
    private volatile boolean background;

    SocketLiveSession(Identity identity, Instant tokenIssued, boolean background, SocketSession socket) {
        this.identity = identity;
        this.tokenIssued = tokenIssued;
        this.background = background;
        this.socket = socket;
    }

    @Override
    public Identity identity() {
        return identity;
    }

    @Override
    public Instant tokenIssued() {
        return tokenIssued;
    }

    @Override
    public boolean background() {
        return background;
    }

    void background(boolean now) {
        background = now;
    }

    @Override
    public void deliver(SharedFrame frame, boolean ephemeral) {
        socket.send(frame, ephemeral);
    }

    @Override
    public void close(Error why) {
        socket.close(why);
    }

    @Override
    public void goAway(int reconnectAfterMillis) {
        var goAway = GoAway.newBuilder().setReconnectAfterMs(reconnectAfterMillis);
        deliver(SharedFrame.of(ServerFrame.newBuilder().setGoAway(goAway).build()), false);
    }
}
