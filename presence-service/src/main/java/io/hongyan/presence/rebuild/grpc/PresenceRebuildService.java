package io.hongyan.presence.rebuild.grpc;

import io.hongyan.eventlog.rebuild.RebuildDoor;
import io.hongyan.presence.rebuild.kafka.PresenceRebuild;
import io.hongyan.proto.rebuild.v1.RebuildService;
import io.hongyan.proto.rebuild.v1.StartRequest;
import io.hongyan.proto.rebuild.v1.StartResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;

/** Rebuilds presence on demand. */
@GrpcService
class PresenceRebuildService implements RebuildService {

    private final RebuildDoor door;

    PresenceRebuildService(PresenceRebuild rebuild, MeterRegistry meters) {
        door = new RebuildDoor(PresenceRebuild.NAME, rebuild, meters);
    }

    @Override
    public Multi<StartResponse> start(StartRequest request) {
        return door.start(request);
    }
}
