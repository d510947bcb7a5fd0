package io.hongyan.history.archive.grpc;

import io.hongyan.eventlog.database.Pools;
import io.hongyan.eventlog.rebuild.RebuildDoor;
import io.hongyan.history.archive.Keeping;
import io.hongyan.history.archive.Objections;
import io.hongyan.history.archive.VersionsConfig;
import io.hongyan.history.archive.postgres.RebuiltArchive;
import io.hongyan.proto.rebuild.v1.RebuildService;
import io.hongyan.proto.rebuild.v1.StartRequest;
import io.hongyan.proto.rebuild.v1.StartResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcService;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
import java.util.Map;

/** Rebuilds the archive on demand. */
@GrpcService
class HistoryRebuildService implements RebuildService {

    private final RebuildDoor door;

    HistoryRebuildService(
            Pools pools,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            VersionsConfig versions,
            MeterRegistry meters) {
        door = new RebuildDoor(
                RebuiltArchive.NAME,
                RebuiltArchive.rebuild(pools.patient(), kafka, Objections::against, Keeping.of(versions)),
                meters);
    }

    @Override
    public Multi<StartResponse> start(StartRequest request) {
        return door.start(request);
    }
}
