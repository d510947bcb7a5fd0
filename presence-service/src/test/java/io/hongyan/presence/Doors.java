package io.hongyan.presence;

import static org.awaitility.Awaitility.await;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.hongyan.proto.presence.v1.GetPresenceRequest;
import io.hongyan.proto.presence.v1.LocateRequest;
import io.hongyan.proto.presence.v1.PresenceRecord;
import io.hongyan.proto.presence.v1.PresenceServiceGrpc;
import io.hongyan.proto.presence.v1.PresenceServiceGrpc.PresenceServiceBlockingStub;
import io.hongyan.proto.presence.v1.PresenceState;
import io.hongyan.proto.presence.v1.Session;
import io.hongyan.proto.presence.v1.SlotServiceGrpc;
import io.hongyan.proto.presence.v1.SlotServiceGrpc.SlotServiceBlockingStub;
import io.hongyan.testkit.TestServers;
import java.time.Duration;
import java.util.List;

/** The service's gRPC doors, as other services see them. */
public final class Doors implements AutoCloseable {

    private final ManagedChannel channel;

    /** Connects to the application under test. */
    public Doors() {
        channel = ManagedChannelBuilder.forAddress("localhost", TestServers.grpcPort())
                .usePlaintext()
                .build();
    }

    /** The door for questions. */
    public PresenceServiceBlockingStub presence() {
        return PresenceServiceGrpc.newBlockingStub(channel);
    }

    /** The door for slots. */
    public SlotServiceBlockingStub slots() {
        return SlotServiceGrpc.newBlockingStub(channel);
    }

    /** One user's presence as a viewer sees it; an empty viewer is an internal service. */
    public PresenceRecord presenceOf(String userId, String viewerId) {
        return presence()
                .getPresence(GetPresenceRequest.newBuilder()
                        .setViewerId(viewerId)
                        .addUserIds(userId)
                        .build())
                .getPresences(0);
    }

    /** Waits until a user is in a state. */
    public void awaitState(String userId, PresenceState state) {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(15))
                .until(() -> presenceOf(userId, "").getState() == state);
    }

    /** The sessions of users that can be delivered to. */
    public List<Session> locate(String... userIds) {
        return presence()
                .locate(LocateRequest.newBuilder()
                        .addAllUserIds(List.of(userIds))
                        .build())
                .getSessionsList();
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
