package io.hongyan.message.unread.grpc;

import io.hongyan.eventlog.database.Pools;
import io.hongyan.eventlog.rebuild.RebuildDoor;
import io.hongyan.message.unread.postgres.RebuiltUnread;
import io.hongyan.proto.rebuild.v1.RebuildService;
import io.hongyan.proto.rebuild.v1.StartRequest;
import io.hongyan.proto.rebuild.v1.StartResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import java.util.Map;

/** Rebuilds the projection of unread counts on demand. */
@GrpcService
class UnreadRebuildService implements RebuildService {

    private final UnreadDoor role;
    private final RebuildDoor door;

    UnreadRebuildService(
            UnreadDoor role,
            Pools pools,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            MeterRegistry meters) {
        this.role = role;
        door = new RebuildDoor(RebuiltUnread.NAME, RebuiltUnread.rebuild(pools.patient(), kafka), meters);
    }

    @Override
    public Multi<StartResponse> start(StartRequest request) {
        return role.whenOpen(() -> door.start(request));
    }
}
