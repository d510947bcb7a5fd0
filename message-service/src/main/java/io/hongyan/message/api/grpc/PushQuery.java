package io.hongyan.message.api.grpc;

import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_INTERNAL;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_INVALID_ARGUMENT;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_LIMIT_REACHED;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_MESSAGE_NOT_FOUND;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_NOT_A_MEMBER;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_TIMEOUT;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_TOO_LATE;
import static io.hongyan.proto.error.v1.ErrorCode.ERROR_CODE_UNAVAILABLE;

import io.grpc.Status;
import io.grpc.stub.AbstractStub;
import io.hongyan.message.api.ApiConfig;
import io.hongyan.message.api.Outcome;
import io.hongyan.proto.push.v1.ConversationAlerts;
import io.hongyan.proto.push.v1.ExplainAlertRequest;
import io.hongyan.proto.push.v1.ExplainAlertResponse;
import io.hongyan.proto.push.v1.GetPreferencesRequest;
import io.hongyan.proto.push.v1.GetPreferencesResponse;
import io.hongyan.proto.push.v1.ListDevicesRequest;
import io.hongyan.proto.push.v1.ListDevicesResponse;
import io.hongyan.proto.push.v1.MutinyDeviceServiceGrpc.MutinyDeviceServiceStub;
import io.hongyan.proto.push.v1.MutinyExplanationServiceGrpc.MutinyExplanationServiceStub;
import io.hongyan.proto.push.v1.MutinyPreferenceServiceGrpc.MutinyPreferenceServiceStub;
import io.hongyan.proto.push.v1.PushPreferences;
import io.hongyan.proto.push.v1.RemoveDeviceRequest;
import io.hongyan.proto.push.v1.SetConversationAlertsRequest;
import io.hongyan.proto.push.v1.SetPreferencesRequest;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Asks push-service about users' devices, wishes and alerts, and changes the first two. What can be is push-service's to say. */
@ApplicationScoped
public class PushQuery {

    private static final Logger LOG = Logger.getLogger(PushQuery.class);

    private final MutinyDeviceServiceStub devices;
    private final MutinyPreferenceServiceStub preferences;
    private final MutinyExplanationServiceStub explanations;
    private final ApiConfig config;

    PushQuery(
            @GrpcClient("push") MutinyDeviceServiceStub devices,
            @GrpcClient("push") MutinyPreferenceServiceStub preferences,
            @GrpcClient("push") MutinyExplanationServiceStub explanations,
            ApiConfig config) {
        this.devices = devices;
        this.preferences = preferences;
        this.explanations = explanations;
        this.config = config;
    }

    /** A user's devices; what this and the others fail with, {@link #failed} puts into words. */
    public Uni<ListDevicesResponse> devices(String userId) {
        return soon(devices)
                .listDevices(ListDevicesRequest.newBuilder().setUserId(userId).build());
    }

    /** Forgets a device. */
    public Uni<Void> remove(String userId, String deviceId) {
        return soon(devices)
                .removeDevice(RemoveDeviceRequest.newBuilder()
                        .setUserId(userId)
                        .setDeviceId(deviceId)
                        .build())
                .replaceWithVoid();
    }

    /** What a user wants of alerts. */
    public Uni<GetPreferencesResponse> preferences(String userId) {
        return soon(preferences)
                .getPreferences(
                        GetPreferencesRequest.newBuilder().setUserId(userId).build());
    }

    /** Replaces what a user wants in general. */
    public Uni<Void> set(String userId, PushPreferences wanted) {
        return soon(preferences)
                .setPreferences(SetPreferencesRequest.newBuilder()
                        .setUserId(userId)
                        .setPreferences(wanted)
                        .build())
                .replaceWithVoid();
    }

    /** Replaces what a user wants of one conversation. */
    public Uni<Void> set(String userId, String conversationId, ConversationAlerts wanted) {
        return soon(preferences)
                .setConversationAlerts(SetConversationAlertsRequest.newBuilder()
                        .setUserId(userId)
                        .setConversationId(conversationId)
                        .setAlerts(wanted)
                        .build())
                .replaceWithVoid();
    }

    /** What a user's devices would be told of a message, and why. Push-service asks three others for it. */
    public Uni<ExplainAlertResponse> explain(ExplainAlertRequest request) {
        return explanations
                .withDeadlineAfter(config.explainDeadline().toMillis(), TimeUnit.MILLISECONDS)
                .explainAlert(request);
    }

    private <S extends AbstractStub<S>> S soon(S stub) {
        return stub.withDeadlineAfter(config.replyDeadline().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What a back end is told of a failure. Every request may be repeated. */
    public static Outcome.Failed failed(Throwable failure) {
        Status status = Status.fromThrowable(failure);
        return switch (status.getCode()) {
            case INVALID_ARGUMENT -> Outcome.failed(ERROR_CODE_INVALID_ARGUMENT, Sentences.of(status));
            case PERMISSION_DENIED -> Outcome.failed(ERROR_CODE_NOT_A_MEMBER, Sentences.of(status));
            case NOT_FOUND -> Outcome.failed(ERROR_CODE_MESSAGE_NOT_FOUND, Sentences.of(status));
            case FAILED_PRECONDITION -> Outcome.failed(ERROR_CODE_TOO_LATE, Sentences.of(status));
            case RESOURCE_EXHAUSTED -> Outcome.failed(ERROR_CODE_LIMIT_REACHED, Sentences.of(status));
            case DEADLINE_EXCEEDED ->
                Outcome.failed(ERROR_CODE_TIMEOUT, "push-service did not answer in time. Ask again: that is safe.");
            case UNAVAILABLE ->
                Outcome.failed(ERROR_CODE_UNAVAILABLE, "push-service, or one that it asks, does not answer now.");
            default -> {
                LOG.error("push-service answered what nobody expects.", failure);
                yield Outcome.failed(ERROR_CODE_INTERNAL, "push-service could not do it.");
            }
        };
    }
}
