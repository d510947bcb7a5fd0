package io.hongyan.push.explain.grpc;

import io.grpc.Status;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.history.v1.GetEventsRequest;
import io.hongyan.proto.history.v1.GetEventsResponse;
import io.hongyan.proto.history.v1.MutinyHistoryServiceGrpc.MutinyHistoryServiceStub;
import io.hongyan.push.send.SendConfig;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Asks history-service what a message says: here words are kept only while an alert may need them. */
@ApplicationScoped
class Archive {

    private final MutinyHistoryServiceStub history;
    private final Duration answerWithin;

    Archive(@GrpcClient("history") MutinyHistoryServiceStub history, SendConfig config) {
        this.history = history;
        this.answerWithin = config.answerWithin();
    }

    /** What has a number in a conversation, as a user may see it. Fails with what the caller is to be told. */
    Uni<Event> event(String userId, String conversationId, long seq) {
        return history.withDeadlineAfter(answerWithin)
                .getEvents(GetEventsRequest.newBuilder()
                        .setUserId(userId)
                        .setConversationId(conversationId)
                        .setAfterSeq(seq - 1)
                        .setPageSize(1)
                        .build())
                .onFailure()
                .transform(Archive::told)
                .map(page -> of(page, seq));
    }

    private static Event of(GetEventsResponse page, long seq) {
        return page.getEventsList().stream()
                .filter(event -> event.getSeq() == seq)
                .findFirst()
                .orElseThrow(() -> Status.NOT_FOUND
                        .withDescription("The user can see nothing with this number in the conversation.")
                        .asRuntimeException());
    }

    private static Throwable told(Throwable failure) {
        Status status = Status.fromThrowable(failure);
        return switch (status.getCode()) {
            case INVALID_ARGUMENT, PERMISSION_DENIED -> status.asRuntimeException();
            default ->
                Status.UNAVAILABLE
                        .withDescription("history-service, which knows what the message says, does not answer.")
                        .withCause(failure)
                        .asRuntimeException();
        };
    }
}
