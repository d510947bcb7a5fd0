package io.hongyan.message.api.grpc;

import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_INTERNAL;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_INVALID_ARGUMENT;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_TIMEOUT;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_UNAVAILABLE;

import io.grpc.Status;
import io.hongyan.message.api.ApiConfig;
import io.hongyan.message.api.Outcome;
import io.hongyan.proto.explain.v1.ExplainUnreadRequest;
import io.hongyan.proto.explain.v1.ExplainUnreadResponse;
import io.hongyan.proto.explain.v1.MutinyExplainServiceGrpc.MutinyExplainServiceStub;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Asks the unread role, here or elsewhere, why counts are what they are. */
@ApplicationScoped
public class ExplainQuery {

    private static final Logger LOG = Logger.getLogger(ExplainQuery.class);

    private final MutinyExplainServiceStub unread;
    private final ApiConfig config;

    ExplainQuery(@GrpcClient("unread") MutinyExplainServiceStub unread, ApiConfig config) {
        this.unread = unread;
        this.config = config;
    }

    /** The explanation; what it fails with, {@link #failed} puts into words. */
    public Uni<ExplainUnreadResponse> explain(ExplainUnreadRequest request) {
        return unread.withDeadlineAfter(config.explainDeadline().toMillis(), TimeUnit.MILLISECONDS)
                .explainUnread(request);
    }

    /** What a back end is told of a failure. */
    public static Outcome.Failed failed(Throwable failure) {
        Status status = Status.fromThrowable(failure);
        return switch (status.getCode()) {
            case INVALID_ARGUMENT -> Outcome.failed(ERROR_CODE_INVALID_ARGUMENT, Sentences.of(status));
            case DEADLINE_EXCEEDED -> Outcome.failed(ERROR_CODE_TIMEOUT, "The counts could not be explained in time.");
            case UNAVAILABLE, RESOURCE_EXHAUSTED ->
                Outcome.failed(ERROR_CODE_UNAVAILABLE, "The unread role does not answer now.");
            default -> {
                LOG.errorf(failure, "Counts could not be explained");
                yield Outcome.failed(ERROR_CODE_INTERNAL, "The counts could not be explained.");
            }
        };
    }
}
