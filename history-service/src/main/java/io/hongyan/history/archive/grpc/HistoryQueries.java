package io.hongyan.history.archive.grpc;

import io.grpc.Status;
import io.hongyan.history.archive.ArchivedPage;
import io.hongyan.history.archive.Page;
import io.hongyan.history.archive.ReactionToken;
import io.hongyan.history.archive.Requests;
import io.hongyan.history.archive.Visible;
import io.hongyan.history.archive.postgres.ArchiveStore;
import io.hongyan.history.archive.postgres.ArchiveStore.View;
import io.hongyan.history.archive.postgres.ReactionStore;
import io.hongyan.proto.history.v1.ConversationEvents;
import io.hongyan.proto.history.v1.GetEventsRequest;
import io.hongyan.proto.history.v1.GetEventsResponse;
import io.hongyan.proto.history.v1.HistoryService;
import io.hongyan.proto.history.v1.ListReactionsRequest;
import io.hongyan.proto.history.v1.ListReactionsResponse;
import io.hongyan.proto.history.v1.SearchRequest;
import io.hongyan.proto.history.v1.SearchResponse;
import io.hongyan.proto.history.v1.SyncPosition;
import io.hongyan.proto.history.v1.SyncRequest;
import io.hongyan.proto.history.v1.SyncResponse;
import io.hongyan.proto.history.v1.UserReaction;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Pages of conversations, what devices missed of them, who reacted to their messages, and which messages say something. */
@GrpcService
public class HistoryQueries implements HistoryService {

    private final ArchiveStore archive;
    private final ReactionStore reactions;
    private final Searches searches;
    private final Arrivals arrivals;
    private final MeterRegistry meters;

    HistoryQueries(
            ArchiveStore archive, ReactionStore reactions, Searches searches, Arrivals arrivals, MeterRegistry meters) {
        this.archive = archive;
        this.reactions = reactions;
        this.searches = searches;
        this.arrivals = arrivals;
        this.meters = meters;
    }

    @Override
    public Uni<GetEventsResponse> getEvents(GetEventsRequest request) {
        String objection = Requests.objection(request);
        if (objection != null) {
            return invalid(objection);
        }
        List<String> conversation = List.of(request.getConversationId());
        return timed(
                "get_events",
                arrivals.await(
                                () -> archive.view(request.getUserId(), conversation),
                                views -> views.getFirst().headSeq() >= request.getAtLeastSeq(),
                                conversation)
                        .chain(views -> page(request, Requests.size(request.getPageSize()), views.getFirst())));
    }

    @Override
    public Uni<SyncResponse> sync(SyncRequest request) {
        String objection = Requests.objection(request);
        if (objection != null) {
            return invalid(objection);
        }
        List<SyncPosition> wanted = request.getPositionsList();
        int size = Requests.size(request.getEventsPerConversation());
        List<String> conversations =
                wanted.stream().map(SyncPosition::getConversationId).toList();
        return timed(
                "sync",
                arrivals.await(
                                () -> archive.view(request.getUserId(), conversations),
                                views -> IntStream.range(0, views.size())
                                        .allMatch(i -> views.get(i).headSeq()
                                                >= wanted.get(i).getAtLeastSeq()),
                                conversations)
                        .chain(views -> missing(request.getUserId(), wanted, conversations, views, size)));
    }

    @Override
    public Uni<ListReactionsResponse> listReactions(ListReactionsRequest request) {
        String objection = Requests.objection(request);
        ReactionToken.Place after = ReactionToken.place(request.getPageToken());
        if (objection != null || after == null) {
            return invalid(objection);
        }
        List<String> conversation = List.of(request.getConversationId());
        var message = new Page(request.getSeq(), request.getSeq(), false);
        return timed(
                "list_reactions",
                archive.view(request.getUserId(), conversation)
                        .chain(views -> visible(views.getFirst())
                                .chain(visible -> archive.read(
                                        conversation,
                                        List.of(visible.holds(request.getSeq()) ? message : Page.NOTHING)))
                                .chain(found -> found.getFirst().stream()
                                                .anyMatch(event ->
                                                        event.getMessageSent().hasContent())
                                        ? reactions(request, views.getFirst().hasLeft(), after)
                                        : Uni.createFrom().item(ListReactionsResponse.getDefaultInstance()))));
    }

    @Override
    public Uni<SearchResponse> search(SearchRequest request) {
        String objection = Requests.objection(request);
        return objection != null ? invalid(objection) : timed("search", searches.find(request));
    }

    private Uni<ListReactionsResponse> reactions(
            ListReactionsRequest request, boolean hasLeft, ReactionToken.Place after) {
        int size = Requests.size(request.getPageSize());
        return reactions
                .list(
                        request.getUserId(),
                        hasLeft,
                        request.getConversationId(),
                        request.getSeq(),
                        request.getEmoji(),
                        after,
                        size + 1)
                .map(found -> {
                    if (found.size() <= size) {
                        return ListReactionsResponse.newBuilder()
                                .addAllReactions(found)
                                .build();
                    }
                    UserReaction last = found.get(size - 1);
                    return ListReactionsResponse.newBuilder()
                            .addAllReactions(found.subList(0, size))
                            .setNextPageToken(
                                    ReactionToken.of(new ReactionToken.Place(last.getUserId(), last.getEmoji())))
                            .build();
                });
    }

    /** What the user may see of a conversation; fails with PERMISSION_DENIED if that is nothing. */
    public static Uni<Visible> visible(View view) {
        return view.visible()
                .map(visible -> Uni.createFrom().item(visible))
                .orElseGet(() -> Uni.createFrom()
                        .failure(Status.PERMISSION_DENIED
                                .withDescription("The user never was in this conversation, or it does not exist.")
                                .asRuntimeException()));
    }

    private Uni<GetEventsResponse> page(GetEventsRequest request, int size, View view) {
        return visible(view).chain(visible -> {
            Page page = request.hasAfterSeq()
                    ? Page.after(visible, request.getAfterSeq(), size)
                    : Page.before(visible, request.getBeforeSeq(), size);
            return archive.show(request.getUserId(), List.of(request.getConversationId()), List.of(page))
                    .map(shown -> GetEventsResponse.newBuilder()
                            .addAllEvents(
                                    shown.getFirst().from(visible.firstSeq()).events())
                            .addAllStates(shown.getFirst().states())
                            .setMore(page.more())
                            .setHeadSeq(visible.lastSeq())
                            .setFirstSeq(visible.firstSeq())
                            .build());
        });
    }

    private Uni<SyncResponse> missing(
            String userId, List<SyncPosition> wanted, List<String> conversations, List<View> views, int size) {
        List<Page> pages = new ArrayList<>(wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            long seq = wanted.get(i).getSeq();
            pages.add(views.get(i)
                    .visible()
                    .map(visible -> Page.missing(visible, seq, size))
                    .orElse(Page.NOTHING));
        }
        return archive.show(userId, conversations, pages).map(shown -> response(conversations, pages, views, shown));
    }

    private static SyncResponse response(
            List<String> conversations, List<Page> pages, List<View> views, List<ArchivedPage> shown) {
        var response = SyncResponse.newBuilder();
        for (int i = 0; i < pages.size(); i++) {
            response.addConversations(ConversationEvents.newBuilder()
                    .setConversationId(conversations.get(i))
                    .addAllEvents(shown.get(i).from(views.get(i).firstSeq()).events())
                    .addAllStates(shown.get(i).states())
                    .setMore(pages.get(i).more()));
        }
        return response.build();
    }

    private <T> Uni<T> timed(String rpc, Uni<T> answer) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample sample = Timer.start(meters);
            return answer.onTermination()
                    .invoke((item, failure, cancelled) -> sample.stop(meters.timer(
                            "hongyan.history.query",
                            "rpc",
                            rpc,
                            "outcome",
                            failure == null
                                    ? "ok"
                                    : Status.fromThrowable(failure).getCode().name())));
        });
    }

    private static <T> Uni<T> invalid(@Nullable String sentence) {
        return Uni.createFrom()
                .failure(Status.INVALID_ARGUMENT.withDescription(sentence).asRuntimeException());
    }
}
