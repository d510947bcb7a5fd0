package io.hongyan.message.unread.grpc;

import io.hongyan.message.unread.kafka.LogEnds;
import io.hongyan.message.unread.postgres.Explanations;
import io.hongyan.message.unread.postgres.ProjectionArrivals;
import io.hongyan.proto.explain.v1.ExplainService;
import io.hongyan.proto.explain.v1.ExplainUnreadRequest;
import io.hongyan.proto.explain.v1.ExplainUnreadResponse;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Answers why counts are what they are. */
@GrpcService
class ExplainQueryService implements ExplainService {

    private static final int PAGE_SIZE = 20;
    private static final int PAGE_SIZE_MAX =
            40; // with all their messages, an answer stays below what gRPC takes by default: 4 MiB
    private static final int MESSAGES = 100;
    private static final int MESSAGES_MAX = 1_000;

    private final UnreadDoor door;
    private final Explanations explanations;
    private final ProjectionArrivals arrivals;
    private final LogEnds logEnds;

    ExplainQueryService(UnreadDoor door, Explanations explanations, ProjectionArrivals arrivals, LogEnds logEnds) {
        this.door = door;
        this.explanations = explanations;
        this.arrivals = arrivals;
        this.logEnds = logEnds;
    }

    @Override
    public Uni<ExplainUnreadResponse> explainUnread(ExplainUnreadRequest request) {
        return door.answer("ExplainUnread", () -> {
            Explanations.Question question = question(request);
            return known(request).chain(() -> explanations.explain(question)).map(ExplainQueryService::response);
        });
    }

    private static Explanations.Question question(ExplainUnreadRequest request) {
        String conversation = request.getConversationId().isEmpty()
                ? ""
                : Checks.conversation("conversation_id", request.getConversationId());
        if (request.getAfterSeq() < 0 || request.getAfterSeq() > 0 && conversation.isEmpty()) {
            throw Checks.invalid("after_seq must be a seq, and needs conversation_id.");
        }
        return new Explanations.Question(
                Checks.user("user_id", request.getUserId()),
                conversation,
                PageToken.conversation(request.getPageToken()),
                Checks.size("page_size", request.getPageSize(), PAGE_SIZE, PAGE_SIZE_MAX),
                request.getAfterSeq(),
                Checks.size("messages_max", request.getMessagesMax(), MESSAGES, MESSAGES_MAX));
    }

    /** Completes when the projection has what the caller wants it to have. */
    private Uni<Void> known(ExplainUnreadRequest request) {
        Uni<Void> fresh = request.getFresh()
                ? logEnds.committed().chain(arrivals::positions)
                : Uni.createFrom().voidItem();
        var reached = Checks.revisions(request.hasReached() ? List.of(request.getReached()) : List.of());
        return fresh.chain(() -> arrivals.revisions(reached));
    }

    private static ExplainUnreadResponse response(Explanations.Answer answer) {
        return ExplainUnreadResponse.newBuilder()
                .setTotal(answer.total())
                .setRecountedTotal(answer.recountedTotal())
                .addAllConversations(answer.conversations())
                .setNextPageToken(
                        answer.more()
                                ? PageToken.of(answer.conversations().getLast().getConversationId())
                                : "")
                .setAgrees(answer.agrees())
                .build();
    }
}
