package io.hongyan.history.archive.grpc;

import io.grpc.Status;
import io.hongyan.history.archive.postgres.StoredEvents;
import io.hongyan.proto.explain.v1.GetProjectedRequest;
import io.hongyan.proto.explain.v1.GetProjectedResponse;
import io.hongyan.proto.explain.v1.ProjectionService;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** Answers what the archive has of one event, and since when. Without its content: this is for operators. */
@GrpcService
public class StoredQueries implements ProjectionService {

    private final StoredEvents events;

    StoredQueries(StoredEvents events) {
        this.events = events;
    }

    @Override
    public Uni<GetProjectedResponse> getProjected(GetProjectedRequest request) {
        if (request.getConversationId().isEmpty() || request.getSeq() <= 0) {
            return Uni.createFrom()
                    .failure(Status.INVALID_ARGUMENT
                            .withDescription("conversation_id and a seq of at least 1 are required.")
                            .asRuntimeException());
        }
        return events.find(request.getConversationId(), request.getSeq());
    }
}
