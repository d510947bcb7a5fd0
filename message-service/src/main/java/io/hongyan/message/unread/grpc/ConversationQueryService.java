package io.hongyan.message.unread.grpc;

import static java.util.Objects.requireNonNullElse;

import io.grpc.StatusRuntimeException;
import io.hongyan.message.unread.kafka.LogEnds;
import io.hongyan.message.unread.postgres.Inbox;
import io.hongyan.message.unread.postgres.Inbox.Wanted;
import io.hongyan.message.unread.postgres.ProjectionArrivals;
import io.hongyan.proto.conversations.v1.ConversationService;
import io.hongyan.proto.conversations.v1.GetTotalsRequest;
import io.hongyan.proto.conversations.v1.GetTotalsResponse;
import io.hongyan.proto.conversations.v1.GetUnreadRequest;
import io.hongyan.proto.conversations.v1.GetUnreadResponse;
import io.hongyan.proto.conversations.v1.ListConversationsRequest;
import io.hongyan.proto.conversations.v1.ListConversationsResponse;
import io.hongyan.proto.conversations.v1.ListManyConversationsRequest;
import io.hongyan.proto.conversations.v1.ListManyConversationsResponse;
import io.hongyan.proto.conversations.v1.ListPinsRequest;
import io.hongyan.proto.conversations.v1.ListPinsResponse;
import io.hongyan.proto.conversations.v1.UnreadCount;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Answers what users' conversations look like, and what is unread in them. */
@GrpcService
class ConversationQueryService implements ConversationService {

    private static final int PAGE_SIZE = 50;
    private static final int PAGE_SIZE_MAX = 200;
    private static final int CONVERSATIONS_MAX = 200;
    private static final int USERS_MAX = 1_000;
    private static final int REQUESTS_MAX = 100;
    private static final int PINS_MAX = 1_000;

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
            Wanted wanted = wanted(request);
            return fresh(request.getFresh())
                    .chain(() -> inbox.list(List.of(wanted)))
                    .map(pages -> response(pages.getFirst()));
        });
    }

    @Override
    public Multi<ListManyConversationsResponse> listManyConversations(ListManyConversationsRequest request) {
        return door.answer("ListManyConversations", () -> {
                    List<ListConversationsRequest> requests =
                            Checks.count("requests", request.getRequestsList(), 1, REQUESTS_MAX);
                    List<ListManyConversationsResponse> objections = new ArrayList<>();
                    SequencedMap<Integer, Wanted> wanted = new LinkedHashMap<>();
                    for (int place = 0; place < requests.size(); place++) {
                        try {
                            wanted.put(place, wanted(requests.get(place)));
                        } catch (StatusRuntimeException invalid) {
                            objections.add(answer(place)
                                    .setObjection(requireNonNullElse(
                                            invalid.getStatus().getDescription(), "The request makes no sense."))
                                    .build());
                        }
                    }
                    return listed(wanted, requests.stream().anyMatch(ListConversationsRequest::getFresh))
                            .map(listed -> Stream.concat(objections.stream(), listed.stream())
                                    .toList());
                })
                .onItem()
                .transformToMulti(Multi.createFrom()::iterable);
    }

    private Uni<List<ListManyConversationsResponse>> listed(SequencedMap<Integer, Wanted> wanted, boolean fresh) {
        if (wanted.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<Integer> places = List.copyOf(wanted.sequencedKeySet());
        return fresh(fresh)
                .chain(() -> inbox.list(List.copyOf(wanted.sequencedValues())))
                .map(pages -> IntStream.range(0, places.size())
                        .mapToObj(i -> answer(places.get(i))
                                .setListed(response(pages.get(i)))
                                .build())
                        .toList());
    }

    private static ListManyConversationsResponse.Builder answer(int place) {
        return ListManyConversationsResponse.newBuilder().setPlace(place);
    }

    private static Wanted wanted(ListConversationsRequest request) {
        return new Wanted(
                Checks.user("user_id", request.getUserId()),
                Checks.known(request.getKnownList()),
                PageToken.place(request.getPageToken()),
                Checks.pageSize(request.getPageSize(), PAGE_SIZE, PAGE_SIZE_MAX));
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

    @Override
    public Uni<ListPinsResponse> listPins(ListPinsRequest request) {
        return door.answer("ListPins", () -> {
            String user = Checks.user("user_id", request.getUserId());
            return fresh(true)
                    .chain(() -> inbox.pins(user, PINS_MAX))
                    .map(pins -> ListPinsResponse.newBuilder()
                            .addAllConversationIds(pins)
                            .build());
        });
    }
}
