package io.hongyan.push.audience.grpc;

import io.hongyan.eventlog.database.Pools;
import io.hongyan.eventlog.rebuild.RebuildDoor;
import io.hongyan.proto.rebuild.v1.RebuildService;
import io.hongyan.proto.rebuild.v1.StartRequest;
import io.hongyan.proto.rebuild.v1.StartResponse;
import io.hongyan.push.audience.postgres.RebuiltAudience;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import java.util.Map;

/** Rebuilds the audience on demand. */
@GrpcService
class PushRebuildService implements RebuildService {

    private final RebuildDoor door;

    PushRebuildService(
            Pools pools, @Identifier("default-kafka-broker") Map<String, Object> kafka, MeterRegistry meters) {
        door = new RebuildDoor(RebuiltAudience.NAME, RebuiltAudience.rebuild(pools.patient(), kafka), meters);
    }

    @Override
    public Multi<StartResponse> start(StartRequest request) {
        return door.start(request);
    }
}
