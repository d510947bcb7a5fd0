package io.hongyan.message.api.grpc;

import io.hongyan.eventlog.moderation.Moderation;
import io.hongyan.eventlog.moderation.ModerationConfig;
import io.hongyan.proto.moderation.v1.MutinyModerationServiceGrpc.MutinyModerationServiceStub;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Whoever moderates here, if anybody does. */
class Moderator {

    @Produces
    @Singleton
    Moderation moderation(
            ModerationConfig config, @GrpcClient("moderation") MutinyModerationServiceStub stub, MeterRegistry meters) {
        return new Moderation(config, stub::check, meters);
    }
}
