package io.hongyan.history.archive.grpc;

import io.grpc.Status;
import io.hongyan.history.archive.Page;
import io.hongyan.history.archive.Requests;
import io.hongyan.history.archive.Visible;
import io.hongyan.history.archive.postgres.ArchiveStore;
import io.hongyan.history.archive.postgres.ArchiveStore.View;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.history.v1.ConversationEvents;
import io.hongyan.proto.history.v1.GetEventsRequest;
import io.hongyan.proto.history.v1.GetEventsResponse;
import io.hongyan.proto.history.v1.HistoryService;
import io.hongyan.proto.history.v1.SyncPosition;
import io.hongyan.proto.history.v1.SyncRequest;
import io.hongyan.proto.history.v1.SyncResponse;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Pages of conversations, and what devices missed of them. */
@GrpcService
public class HistoryQueries implements HistoryService {

    private final ArchiveStore archive;
    private final Arrivals arrivals;
    private final MeterRegistry meters;

    HistoryQueries(ArchiveStore archive, Arrivals arrivals, MeterRegistry meters) {
        this.archive = archive;
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
                        .chain(views -> missing(wanted, conversations, views, size)));
    }

    private Uni<GetEventsResponse> page(GetEventsRequest request, int size, View view) {
        if (view.visible().isEmpty()) {
            return Uni.createFrom()
                    .failure(Status.PERMISSION_DENIED
                            .withDescription("The user never was in this conversation, or it does not exist.")
                            .asRuntimeException());
        }
        Visible visible = view.visible().get();
        Page page = request.hasAfterSeq()
                ? Page.after(visible, request.getAfterSeq(), size)
                : Page.before(visible, request.getBeforeSeq(), size);
        return archive.read(List.of(request.getConversationId()), List.of(page))
                .map(events -> GetEventsResponse.newBuilder()
                        .addAllEvents(events.getFirst())
                        .setMore(page.more())
                        .setHeadSeq(visible.lastSeq())
                        .setFirstSeq(visible.firstSeq())
                        .build());
    }

    private Uni<SyncResponse> missing(
            List<SyncPosition> wanted, List<String> conversations, List<View> views, int size) {
        List<Page> pages = new ArrayList<>(wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            long seq = wanted.get(i).getSeq();
            pages.add(views.get(i)
                    .visible()
                    .map(visible -> Page.missing(visible, seq, size))
                    .orElse(Page.NOTHING));
        }
        return archive.read(conversations, pages).map(events -> response(conversations, pages, events));
    }

    private static SyncResponse response(List<String> conversations, List<Page> pages, List<List<Event>> events) {
        var response = SyncResponse.newBuilder();
        for (int i = 0; i < pages.size(); i++) {
            response.addConversations(ConversationEvents.newBuilder()
                    .setConversationId(conversations.get(i))
                    .addAllEvents(events.get(i))
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

    private static <T> Uni<T> invalid(String sentence) {
        return Uni.createFrom()
                .failure(Status.INVALID_ARGUMENT.withDescription(sentence).asRuntimeException());
    }
}
