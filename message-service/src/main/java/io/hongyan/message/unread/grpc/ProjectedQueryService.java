package io.hongyan.message.unread.grpc;

import io.hongyan.message.unread.postgres.Projected;
import io.hongyan.proto.explain.v1.GetProjectedRequest;
import io.hongyan.proto.explain.v1.GetProjectedResponse;
import io.hongyan.proto.explain.v1.ProjectionService;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** Answers what the unread projection has of one event. */
@GrpcService
class ProjectedQueryService implements ProjectionService {

    private final UnreadDoor door;
    private final Projected projected;

    ProjectedQueryService(UnreadDoor door, Projected projected) {
        this.door = door;
        this.projected = projected;
    }

    @Override
    public Uni<GetProjectedResponse> getProjected(GetProjectedRequest request) {
        return door.answer("GetProjected", () -> {
            if (request.getSeq() <= 0) {
                throw Checks.invalid("seq must be at least 1.");
            }
            return projected.find(
                    Checks.conversation("conversation_id", request.getConversationId()), request.getSeq());
        });
    }
}
