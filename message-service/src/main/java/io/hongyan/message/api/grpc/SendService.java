package io.hongyan.message.api.grpc;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.message.api.Caller;
import io.hongyan.message.api.Outcome;
import io.hongyan.message.api.http.Credentials;
import io.hongyan.message.api.http.Trace;
import io.hongyan.message.api.kafka.Sender;
import io.hongyan.message.roles.Role;
import io.hongyan.message.roles.Roles;
import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.messaging.v1.MessagingService;
import io.hongyan.proto.messaging.v1.SendRequest;
import io.hongyan.proto.messaging.v1.SendResponse;
import io.quarkus.grpc.GrpcService;
import io.quarkus.grpc.RegisterInterceptor;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** The send API over gRPC. Failures carry our stable code in the trailer {@code hongyan-error-code}. */
@GrpcService
@RegisterInterceptor(CallHeaders.class)
class SendService implements MessagingService {

    /** The stable code, such as NOT_A_MEMBER. */
    static final Metadata.Key<String> ERROR_CODE =
            Metadata.Key.of("hongyan-error-code", Metadata.ASCII_STRING_MARSHALLER);

    private final Credentials credentials;
    private final Sender sender;
    private final Roles roles;

    SendService(Credentials credentials, Sender sender, Roles roles) {
        this.credentials = credentials;
        this.sender = sender;
        this.roles = roles;
    }

    @Override
    public Uni<SendResponse> send(SendRequest request) {
        if (!roles.has(Role.API)) {
            return Uni.createFrom()
                    .failure(Status.UNIMPLEMENTED
                            .withDescription("This process does not have the role api.")
                            .asRuntimeException());
        }
        Optional<Caller> caller = credentials.recognise(CallHeaders.AUTHORIZATION.get());
        if (caller.isEmpty()) {
            return Uni.createFrom()
                    .failure(failure(Outcome.failed(
                            ErrorCode.ERROR_CODE_UNAUTHENTICATED, "The credentials are missing or wrong.")));
        }
        String trace = Trace.parentOf(CallHeaders.TRACEPARENT.get());
        return sender.send(caller.get(), request, "grpc", trace).chain(SendService::answer);
    }

    private static Uni<SendResponse> answer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Sent sent -> Uni.createFrom().item(sent.response());
            case Outcome.Failed failed -> Uni.createFrom().failure(failure(failed));
        };
    }

    private static StatusRuntimeException failure(Outcome.Failed failed) {
        var trailers = new Metadata();
        trailers.put(ERROR_CODE, failed.word());
        return status(failed.code()).withDescription(failed.message()).asRuntimeException(trailers);
    }

    private static Status status(ErrorCode code) {
        return switch (code) {
            case ERROR_CODE_UNAUTHENTICATED -> Status.UNAUTHENTICATED;
            case ERROR_CODE_NOT_ALLOWED,
                    ERROR_CODE_NOT_A_MEMBER,
                    ERROR_CODE_BLOCKED,
                    ERROR_CODE_SILENCED,
                    ERROR_CODE_CONTENT_REFUSED -> Status.PERMISSION_DENIED;
            case ERROR_CODE_INVALID_ARGUMENT, ERROR_CODE_CONTENT_TOO_LARGE -> Status.INVALID_ARGUMENT;
            case ERROR_CODE_CLIENT_ID_REUSED -> Status.ALREADY_EXISTS;
            case ERROR_CODE_MESSAGE_NOT_FOUND -> Status.NOT_FOUND;
            case ERROR_CODE_RATE_LIMITED, ERROR_CODE_MEMBER_LIMIT, ERROR_CODE_LIMIT_REACHED ->
                Status.RESOURCE_EXHAUSTED;
            case ERROR_CODE_TOO_LATE -> Status.FAILED_PRECONDITION;
            case ERROR_CODE_UNAVAILABLE -> Status.UNAVAILABLE;
            case ERROR_CODE_TIMEOUT -> Status.DEADLINE_EXCEEDED;
            default -> Status.INTERNAL;
        };
    }
}
