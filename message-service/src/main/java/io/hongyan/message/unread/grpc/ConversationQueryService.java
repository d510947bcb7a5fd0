package io.hongyan.message.unread.grpc;

import io.hongyan.message.unread.kafka.LogEnds;
import io.hongyan.message.unread.postgres.Inbox;
import io.hongyan.message.unread.postgres.ProjectionArrivals;
import io.hongyan.proto.conversations.v1.ConversationService;
import io.hongyan.proto.conversations.v1.GetTotalsRequest;
import io.hongyan.proto.conversations.v1.GetTotalsResponse;
import io.hongyan.proto.conversations.v1.GetUnreadRequest;
import io.hongyan.proto.conversations.v1.GetUnreadResponse;
import io.hongyan.proto.conversations.v1.ListConversationsRequest;
import io.hongyan.proto.conversations.v1.ListConversationsResponse;
import io.hongyan.proto.conversations.v1.UnreadCount;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;

/** Answers what users' conversations look like, and what is unread in them. */
@GrpcService
class ConversationQueryService implements ConversationService {

    private static final int PAGE_SIZE = 50;
    private static final int PAGE_SIZE_MAX = 200;
    private static final int CONVERSATIONS_MAX = 200;
    private static final int USERS_MAX = 1_000;

    private final UnreadDoor door;
    private final Inbox inbox;
    private final ProjectionArrivals arrivals;
    private final LogEnds logEnds;

    ConversationQueryService(UnreadDoor door, Inbox inbox, ProjectionArrivals arrivals, LogEnds logEnds) {
        this.door = door;
        this.inbox = inbox;
        this.arrivals = arrivals;
        this.logEnds = logEnds;
    }

    @Override
    public Uni<ListConversationsResponse> listConversations(ListConversationsRequest request) {
        return door.answer("ListConversations", () -> {
            String user = Checks.user("user_id", request.getUserId());
            int pageSize = Checks.pageSize(request.getPageSize(), PAGE_SIZE, PAGE_SIZE_MAX);
            Inbox.Place after = PageToken.place(request.getPageToken());
            Map<String, Long> known = Checks.known(request.getKnownList());
            return fresh(request.getFresh())
                    .chain(() -> inbox.list(user, known, after, pageSize))
                    .map(ConversationQueryService::response);
        });
    }

    /** Completes when the projection has all that was committed at this moment. */
    private Uni<Void> fresh(boolean wanted) {
        return wanted
                ? logEnds.committed().chain(arrivals::positions)
                : Uni.createFrom().voidItem();
    }

    private static ListConversationsResponse response(Inbox.Page page) {
        return ListConversationsResponse.newBuilder()
                .addAllConversations(page.conversations())
                .setNextPageToken(PageToken.of(page.next()))
                .setUnreadTotal(page.unreadTotal())
                .setHeadSum(page.headSum())
                .setConversationCount(page.conversationCount())
                .build();
    }

    @Override
    public Uni<GetUnreadResponse> getUnread(GetUnreadRequest request) {
        return door.answer("GetUnread", () -> {
            String user = Checks.user("user_id", request.getUserId());
            List<String> ids = Checks.count("conversation_ids", request.getConversationIdsList(), 1, CONVERSATIONS_MAX);
            ids.forEach(id -> Checks.conversation("conversation_ids", id));
            return arrivals.revisions(
                            Checks.revisions(Checks.count("reached", request.getReachedList(), 0, CONVERSATIONS_MAX)))
                    .chain(() -> inbox.unread(user, ids))
                    .map(counts -> response(ids, counts));
        });
    }

    private static GetUnreadResponse response(List<String> conversationIds, Inbox.Counts counts) {
        var response = GetUnreadResponse.newBuilder().setTotal(counts.total());
        for (String id : conversationIds) {
            UnreadCount never = UnreadCount.newBuilder().setConversationId(id).build();
            response.addCounts(counts.counts().getOrDefault(id, never));
        }
        return response.build();
    }

    @Override
    public Uni<GetTotalsResponse> getTotals(GetTotalsRequest request) {
        return door.answer("GetTotals", () -> {
            List<String> users = Checks.count("user_ids", request.getUserIdsList(), 1, USERS_MAX);
            users.forEach(user -> Checks.user("user_ids", user));
            return arrivals.revisions(
                            Checks.revisions(request.hasReached() ? List.of(request.getReached()) : List.of()))
                    .chain(() -> inbox.totals(users))
                    .map(totals -> GetTotalsResponse.newBuilder()
                            .addAllTotals(users.stream()
                                    .map(user -> totals.getOrDefault(user, 0L))
                                    .toList())
                            .build());
        });
    }
}
