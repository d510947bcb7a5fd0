package io.hongyan.history.archive.grpc;

import io.grpc.Status;
import io.hongyan.history.archive.Requests;
import io.hongyan.history.archive.postgres.VersionStore;
import io.hongyan.proto.history.v1.ListVersionsRequest;
import io.hongyan.proto.history.v1.ListVersionsResponse;
import io.hongyan.proto.history.v1.VersionsService;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;

/** Answers what a message said before it was edited, to operators who audit. Nothing of that is logged. */
@GrpcService
public class VersionsQueries implements VersionsService {

    private final VersionStore versions;

    VersionsQueries(VersionStore versions) {
        this.versions = versions;
    }

    @Override
    public Uni<ListVersionsResponse> listVersions(ListVersionsRequest request) {
        String objection = Requests.objection(request);
        return objection != null
                ? Uni.createFrom()
                        .failure(Status.INVALID_ARGUMENT
                                .withDescription(objection)
                                .asRuntimeException())
                : versions.list(
                        request.getConversationId(),
                        request.getSeq(),
                        request.getAfterSeq(),
                        Requests.size(request.getPageSize()));
    }
}
