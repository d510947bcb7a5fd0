package io.hongyan.launcher.query;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.hongyan.launcher.LauncherException;
import io.hongyan.launcher.process.SuitePorts;
import io.hongyan.proto.explain.v1.ExplainServiceGrpc;
import io.hongyan.proto.explain.v1.ExplainUnreadRequest;
import io.hongyan.proto.explain.v1.ExplainUnreadResponse;
import io.hongyan.proto.explain.v1.GetProjectedRequest;
import io.hongyan.proto.explain.v1.GetProjectedResponse;
import io.hongyan.proto.explain.v1.ProjectionServiceGrpc;
import io.hongyan.proto.history.v1.ListVersionsRequest;
import io.hongyan.proto.history.v1.ListVersionsResponse;
import io.hongyan.proto.history.v1.VersionsServiceGrpc;
import io.hongyan.proto.push.v1.ExplainAlertRequest;
import io.hongyan.proto.push.v1.ExplainAlertResponse;
import io.hongyan.proto.push.v1.ExplanationServiceGrpc;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks the services of a running suite on this machine. */
public final class SuiteQueries implements AutoCloseable {

    private static final int ANSWER_SECONDS_MAX = 15;

    private final ManagedChannel unread;
    private final ManagedChannel history;
    private final ManagedChannel push;

    /** Asks at the ports of a suite; connects with the first question. */
    public SuiteQueries(SuitePorts ports) {
        unread = channel(ports.messageGrpc());
        history = channel(ports.historyGrpc());
        push = channel(ports.pushGrpc());
    }

    /**
     * Why a user's counts are what they are.
     *
     * @return empty if the projection did not get to where the request wants it in time
     * @throws LauncherException if the service does not answer, or not to such a question
     */
    public Optional<ExplainUnreadResponse> explainUnread(ExplainUnreadRequest request) {
        try {
            return Optional.of(ExplainServiceGrpc.newBlockingStub(unread)
                    .withDeadlineAfter(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                    .explainUnread(request));
        } catch (StatusRuntimeException e) {
            Status status = e.getStatus();
            return switch (status.getCode()) {
                case DEADLINE_EXCEEDED -> Optional.empty();
                case INVALID_ARGUMENT -> throw new LauncherException(String.valueOf(status.getDescription()), e);
                default ->
                    throw new LauncherException(
                            "message-service does not explain (%s). Does the suite run? `./hongyan status` tells."
                                    .formatted(words(status)),
                            e);
            };
        }
    }

    /**
     * What a user's devices would be told of a message, and why.
     *
     * @throws LauncherException if the service does not answer, or cannot explain it
     */
    public ExplainAlertResponse explainAlert(ExplainAlertRequest request) {
        try {
            return ExplanationServiceGrpc.newBlockingStub(push)
                    .withDeadlineAfter(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                    .explainAlert(request);
        } catch (StatusRuntimeException e) {
            Status status = e.getStatus();
            throw switch (status.getCode()) {
                case INVALID_ARGUMENT, PERMISSION_DENIED, NOT_FOUND, FAILED_PRECONDITION ->
                    new LauncherException(String.valueOf(status.getDescription()), e);
                default ->
                    new LauncherException(
                            "push-service does not explain (%s). Does the suite run? `./hongyan status` tells."
                                    .formatted(words(status)),
                            e);
            };
        }
    }

    /**
     * What a message said before it was edited.
     *
     * @throws LauncherException if the service does not answer, or not to such a question
     */
    public ListVersionsResponse versions(ListVersionsRequest request) {
        try {
            return VersionsServiceGrpc.newBlockingStub(history)
                    .withDeadlineAfter(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                    .listVersions(request);
        } catch (StatusRuntimeException e) {
            Status status = e.getStatus();
            throw status.getCode() == Status.Code.INVALID_ARGUMENT
                    ? new LauncherException(String.valueOf(status.getDescription()), e)
                    : new LauncherException(
                            "history-service does not answer (%s). Does the suite run? `./hongyan status` tells."
                                    .formatted(words(status)),
                            e);
        }
    }

    /** What the unread role has of an event. */
    public Projected inUnread(String conversationId, long seq) {
        return projected(unread, conversationId, seq);
    }

    /** What history-service has of an event. */
    public Projected inHistory(String conversationId, long seq) {
        return projected(history, conversationId, seq);
    }

    private static Projected projected(ManagedChannel channel, String conversationId, long seq) {
        var request = GetProjectedRequest.newBuilder()
                .setConversationId(conversationId)
                .setSeq(seq)
                .build();
        try {
            GetProjectedResponse answer = ProjectionServiceGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(ANSWER_SECONDS_MAX, TimeUnit.SECONDS)
                    .getProjected(request);
            return new Projected.Answered(answer);
        } catch (StatusRuntimeException e) {
            return new Projected.Silent(words(e.getStatus()));
        }
    }

    private static String words(Status status) {
        return status.getDescription() == null
                ? status.getCode().name()
                : status.getCode() + ": " + status.getDescription();
    }

    private static ManagedChannel channel(int port) {
        return ManagedChannelBuilder.forAddress("localhost", port)
                .usePlaintext()
                .build();
    }

    @Override
    public void close() {
        unread.shutdownNow();
        history.shutdownNow();
        push.shutdownNow();
    }
}
