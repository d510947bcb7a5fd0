package io.hongyan.connector.suite;

import com.google.protobuf.InvalidProtocolBufferException;
import io.hongyan.connector.frame.SharedFrame;
import io.hongyan.connector.session.Identity;
import io.hongyan.connector.session.LiveSession;
import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.sessions.v1.Platform;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** A session without a socket that keeps what it is told. */
public final class RecordingSession implements LiveSession {

    private final Identity identity;
    private final List<ServerFrame> delivered = new CopyOnWriteArrayList<>();
    private final List<Error> closed = new CopyOnWriteArrayList<>();
    private volatile boolean background;
    private volatile Instant tokenIssued = Instant.MIN;

    private RecordingSession(Identity identity) {
        this.identity = identity;
    }

    public static RecordingSession of(String userId, String deviceId) {
        return new RecordingSession(
                new Identity(userId, deviceId, UUID.randomUUID().toString(), Platform.PLATFORM_IOS));
    }

    public RecordingSession withTokenOf(Instant issued) {
        tokenIssued = issued;
        return this;
    }

    public RecordingSession inBackground() {
        background = true;
        return this;
    }

    public List<ServerFrame> delivered() {
        return delivered;
    }

    public List<Error> closed() {
        return closed;
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

    @Override
    public void deliver(SharedFrame frame, boolean ephemeral) {
        try {
            delivered.add(frame.frame());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @Override
    public void close(Error why) {
        closed.add(why);
    }

    @Override
    public void goAway(int reconnectAfterMillis) {
        throw new UnsupportedOperationException("the suite asks nobody to go away by itself");
    }
}
