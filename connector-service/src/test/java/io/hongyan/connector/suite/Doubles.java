package io.hongyan.connector.suite;

import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.hongyan.proto.conversations.v1.ListConversationsRequest;
import io.hongyan.proto.conversations.v1.ListConversationsResponse;
import io.hongyan.proto.conversations.v1.ListManyConversationsRequest;
import io.hongyan.proto.conversations.v1.ListManyConversationsResponse;
import io.hongyan.proto.conversations.v1.ListMembersRequest;
import io.hongyan.proto.conversations.v1.ListMembersResponse;
import io.hongyan.proto.conversations.v1.ListPinsRequest;
import io.hongyan.proto.conversations.v1.ListPinsResponse;
import io.hongyan.proto.conversations.v1.MutinyConversationServiceGrpc;
import io.hongyan.proto.conversations.v1.MutinyMemberServiceGrpc;
import io.hongyan.proto.history.v1.GetEventsRequest;
import io.hongyan.proto.history.v1.GetEventsResponse;
import io.hongyan.proto.history.v1.ListReactionsRequest;
import io.hongyan.proto.history.v1.ListReactionsResponse;
import io.hongyan.proto.history.v1.MutinyHistoryServiceGrpc;
import io.hongyan.proto.history.v1.SearchRequest;
import io.hongyan.proto.history.v1.SearchResponse;
import io.hongyan.proto.history.v1.SyncRequest;
import io.hongyan.proto.history.v1.SyncResponse;
import io.hongyan.proto.media.v1.BeginUploadRequest;
import io.hongyan.proto.media.v1.BeginUploadResponse;
import io.hongyan.proto.media.v1.FinishUploadRequest;
import io.hongyan.proto.media.v1.FinishUploadResponse;
import io.hongyan.proto.media.v1.GetLinkRequest;
import io.hongyan.proto.media.v1.GetLinkResponse;
import io.hongyan.proto.media.v1.MutinyMediaServiceGrpc;
import io.hongyan.proto.moderation.v1.Allowed;
import io.hongyan.proto.moderation.v1.CheckRequest;
import io.hongyan.proto.moderation.v1.CheckResponse;
import io.hongyan.proto.moderation.v1.MutinyModerationServiceGrpc;
import io.hongyan.proto.presence.v1.AcquireSlotRequest;
import io.hongyan.proto.presence.v1.AcquireSlotResponse;
import io.hongyan.proto.presence.v1.AwaitSessionRequest;
import io.hongyan.proto.presence.v1.AwaitSessionResponse;
import io.hongyan.proto.presence.v1.AwaitSessionsRequest;
import io.hongyan.proto.presence.v1.AwaitSessionsResponse;
import io.hongyan.proto.presence.v1.GetPresenceRequest;
import io.hongyan.proto.presence.v1.GetPresenceResponse;
import io.hongyan.proto.presence.v1.LocateRequest;
import io.hongyan.proto.presence.v1.LocateResponse;
import io.hongyan.proto.presence.v1.MutinyPresenceServiceGrpc;
import io.hongyan.proto.presence.v1.MutinySlotServiceGrpc;
import io.hongyan.proto.presence.v1.PresenceRecord;
import io.hongyan.proto.presence.v1.ReleaseSlotRequest;
import io.hongyan.proto.presence.v1.ReleaseSlotResponse;
import io.hongyan.proto.presence.v1.RenewSlotRequest;
import io.hongyan.proto.presence.v1.RenewSlotResponse;
import io.hongyan.proto.push.v1.GetPreferencesRequest;
import io.hongyan.proto.push.v1.GetPreferencesResponse;
import io.hongyan.proto.push.v1.MutinyDeviceServiceGrpc;
import io.hongyan.proto.push.v1.MutinyPreferenceServiceGrpc;
import io.hongyan.proto.push.v1.MutinyReceiptServiceGrpc;
import io.hongyan.proto.push.v1.RegisterDeviceRequest;
import io.hongyan.proto.push.v1.RegisterDeviceResponse;
import io.hongyan.proto.push.v1.RemoveDeviceRequest;
import io.hongyan.proto.push.v1.RemoveDeviceResponse;
import io.hongyan.proto.push.v1.ReportAlertRequest;
import io.hongyan.proto.push.v1.ReportAlertResponse;
import io.hongyan.proto.push.v1.SetConversationAlertsRequest;
import io.hongyan.proto.push.v1.SetConversationAlertsResponse;
import io.hongyan.proto.push.v1.SetPreferencesRequest;
import io.hongyan.proto.push.v1.SetPreferencesResponse;
import io.hongyan.proto.signals.v1.MutinySignalServiceGrpc;
import io.hongyan.proto.signals.v1.SendTypingRequest;
import io.hongyan.proto.signals.v1.SendTypingResponse;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The other services, in so far as a test says what they answer, over real gRPC. What they are asked is kept. */
@Singleton
public class Doubles {

    static final String PORT = "hongyan.test.doubles.port";

    private static final int LEASE_MILLIS = 3000;

    private final List<Object> asked = new CopyOnWriteArrayList<>();
    private final Map<Class<?>, Function<Object, Uni<?>>> answers = new ConcurrentHashMap<>();
    private final AtomicInteger slots = new AtomicInteger();
    private final int port;
    private @Nullable Server server;

    Doubles(@ConfigProperty(name = PORT, defaultValue = "0") int port) {
        this.port = port;
    }

    void begin(@Observes @Priority(1) StartupEvent started) throws IOException {
        reset();
        server = NettyServerBuilder.forPort(port)
                .addService(new Presence())
                .addService(new Slots())
                .addService(new Conversations())
                .addService(new Members())
                .addService(new History())
                .addService(new MediaDouble())
                .addService(new Push())
                .addService(new Preferences())
                .addService(new Receipts())
                .addService(new Router())
                .addService(new Moderator())
                .build()
                .start();
    }

    void end(@Observes @Priority(Integer.MAX_VALUE) ShutdownEvent stopping) {
        if (server != null) {
            server.shutdownNow();
        }
    }

    /** Forgets what was asked, and answers as a suite without any data does. */
    public void reset() {
        asked.clear();
        answers.clear();
        on(
                AcquireSlotRequest.class,
                _ -> Uni.createFrom()
                        .item(AcquireSlotResponse.newBuilder()
                                .setSlot(slots.getAndUpdate(slot -> (slot + 1) % 32))
                                .setLeaseMs(LEASE_MILLIS)
                                .build()));
        on(
                RenewSlotRequest.class,
                _ -> Uni.createFrom()
                        .item(RenewSlotResponse.newBuilder()
                                .setLeaseMs(LEASE_MILLIS)
                                .build()));
        answer(ReleaseSlotRequest.class, ReleaseSlotResponse.getDefaultInstance());
        answer(LocateRequest.class, LocateResponse.getDefaultInstance());
        answer(AwaitSessionRequest.class, AwaitSessionResponse.getDefaultInstance());
        on(
                GetPresenceRequest.class,
                request -> Uni.createFrom()
                        .item(GetPresenceResponse.newBuilder()
                                .addAllPresences(request.getUserIdsList().stream()
                                        .map(user -> PresenceRecord.newBuilder()
                                                .setUserId(user)
                                                .build())
                                        .toList())
                                .build()));
        answer(ListConversationsRequest.class, ListConversationsResponse.getDefaultInstance());
        answer(ListPinsRequest.class, ListPinsResponse.getDefaultInstance());
        answer(ListMembersRequest.class, ListMembersResponse.getDefaultInstance());
        answer(GetEventsRequest.class, GetEventsResponse.getDefaultInstance());
        answer(SyncRequest.class, SyncResponse.getDefaultInstance());
        answer(ListReactionsRequest.class, ListReactionsResponse.getDefaultInstance());
        answer(SearchRequest.class, SearchResponse.getDefaultInstance());
        answer(BeginUploadRequest.class, BeginUploadResponse.getDefaultInstance());
        answer(FinishUploadRequest.class, FinishUploadResponse.getDefaultInstance());
        answer(GetLinkRequest.class, GetLinkResponse.getDefaultInstance());
        answer(RegisterDeviceRequest.class, RegisterDeviceResponse.getDefaultInstance());
        answer(RemoveDeviceRequest.class, RemoveDeviceResponse.getDefaultInstance());
        answer(GetPreferencesRequest.class, GetPreferencesResponse.getDefaultInstance());
        answer(SetPreferencesRequest.class, SetPreferencesResponse.getDefaultInstance());
        answer(SetConversationAlertsRequest.class, SetConversationAlertsResponse.getDefaultInstance());
        answer(ReportAlertRequest.class, ReportAlertResponse.getDefaultInstance());
        answer(SendTypingRequest.class, SendTypingResponse.getDefaultInstance());
        answer(
                CheckRequest.class,
                CheckResponse.newBuilder()
                        .setAllowed(Allowed.getDefaultInstance())
                        .build());
    }

    public <R> void answer(Class<R> request, Object response) {
        answers.put(request, _ -> Uni.createFrom().item(response));
    }

    public <R> void fail(Class<R> request, Status status) {
        answers.put(request, _ -> Uni.createFrom().failure(status.asRuntimeException()));
    }

    public <R> void on(Class<R> request, Function<R, Uni<?>> answer) {
        answers.put(request, asking -> answer.apply(request.cast(asking)));
    }

    /** What was asked of one kind, in order. */
    public <R> List<R> asked(Class<R> request) {
        return asked.stream().filter(request::isInstance).map(request::cast).toList();
    }

    /** The kinds of what was asked, in order, those of the lease left out. */
    public List<String> order() {
        return asked.stream()
                .filter(request -> !(request instanceof RenewSlotRequest) && !(request instanceof AcquireSlotRequest))
                .map(request -> request.getClass().getSimpleName())
                .toList();
    }

    @SuppressWarnings("unchecked") // the test that programmed it knows the type
    private <T> Uni<T> reply(Object request) {
        asked.add(request);
        return (Uni<T>) answers.get(request.getClass()).apply(request);
    }

    private static boolean isObjection(Throwable failure) {
        return Status.fromThrowable(failure).getCode() == Status.Code.INVALID_ARGUMENT;
    }

    private final class Slots extends MutinySlotServiceGrpc.SlotServiceImplBase {

        @Override
        public Uni<AcquireSlotResponse> acquireSlot(AcquireSlotRequest request) {
            return reply(request);
        }

        @Override
        public Uni<RenewSlotResponse> renewSlot(RenewSlotRequest request) {
            return reply(request);
        }

        @Override
        public Uni<ReleaseSlotResponse> releaseSlot(ReleaseSlotRequest request) {
            return reply(request);
        }
    }

    private final class Presence extends MutinyPresenceServiceGrpc.PresenceServiceImplBase {

        @Override
        public Uni<GetPresenceResponse> getPresence(GetPresenceRequest request) {
            return reply(request);
        }

        @Override
        public Uni<LocateResponse> locate(LocateRequest request) {
            return reply(request);
        }

        /** As if each had been asked for by itself. */
        @Override
        public Multi<AwaitSessionsResponse> awaitSessions(AwaitSessionsRequest request) {
            return Multi.createFrom()
                    .iterable(request.getSessionsList())
                    .onItem()
                    .transformToUniAndMerge(one -> Doubles.this
                            .<AwaitSessionResponse>reply(one)
                            .map(_ -> AwaitSessionsResponse.newBuilder()
                                    .addSessionIds(one.getSessionId())
                                    .build()));
        }
    }

    private final class Conversations extends MutinyConversationServiceGrpc.ConversationServiceImplBase {

        @Override
        public Uni<ListConversationsResponse> listConversations(ListConversationsRequest request) {
            return reply(request);
        }

        @Override
        public Uni<ListPinsResponse> listPins(ListPinsRequest request) {
            return reply(request);
        }

        /** As if each had been asked by itself. */
        @Override
        public Multi<ListManyConversationsResponse> listManyConversations(ListManyConversationsRequest request) {
            return Multi.createFrom()
                    .range(0, request.getRequestsCount())
                    .onItem()
                    .transformToUniAndMerge(place -> Doubles.this
                            .<ListConversationsResponse>reply(request.getRequests(place))
                            .map(listed -> ListManyConversationsResponse.newBuilder()
                                    .setPlace(place)
                                    .setListed(listed)
                                    .build())
                            .onFailure(Doubles::isObjection)
                            .recoverWithItem(objection -> ListManyConversationsResponse.newBuilder()
                                    .setPlace(place)
                                    .setObjection(
                                            Status.fromThrowable(objection).getDescription())
                                    .build()));
        }
    }

    private final class Members extends MutinyMemberServiceGrpc.MemberServiceImplBase {

        @Override
        public Uni<ListMembersResponse> listMembers(ListMembersRequest request) {
            return reply(request);
        }
    }

    private final class History extends MutinyHistoryServiceGrpc.HistoryServiceImplBase {

        @Override
        public Uni<GetEventsResponse> getEvents(GetEventsRequest request) {
            return reply(request);
        }

        @Override
        public Uni<SyncResponse> sync(SyncRequest request) {
            return reply(request);
        }

        @Override
        public Uni<ListReactionsResponse> listReactions(ListReactionsRequest request) {
            return reply(request);
        }

        @Override
        public Uni<SearchResponse> search(SearchRequest request) {
            return reply(request);
        }
    }

    private final class MediaDouble extends MutinyMediaServiceGrpc.MediaServiceImplBase {

        @Override
        public Uni<BeginUploadResponse> beginUpload(BeginUploadRequest request) {
            return reply(request);
        }

        @Override
        public Uni<FinishUploadResponse> finishUpload(FinishUploadRequest request) {
            return reply(request);
        }

        @Override
        public Uni<GetLinkResponse> getLink(GetLinkRequest request) {
            return reply(request);
        }
    }

    private final class Push extends MutinyDeviceServiceGrpc.DeviceServiceImplBase {

        @Override
        public Uni<RegisterDeviceResponse> registerDevice(RegisterDeviceRequest request) {
            return reply(request);
        }

        @Override
        public Uni<RemoveDeviceResponse> removeDevice(RemoveDeviceRequest request) {
            return reply(request);
        }
    }

    private final class Preferences extends MutinyPreferenceServiceGrpc.PreferenceServiceImplBase {

        @Override
        public Uni<GetPreferencesResponse> getPreferences(GetPreferencesRequest request) {
            return reply(request);
        }

        @Override
        public Uni<SetPreferencesResponse> setPreferences(SetPreferencesRequest request) {
            return reply(request);
        }

        @Override
        public Uni<SetConversationAlertsResponse> setConversationAlerts(SetConversationAlertsRequest request) {
            return reply(request);
        }
    }

    private final class Receipts extends MutinyReceiptServiceGrpc.ReceiptServiceImplBase {

        @Override
        public Uni<ReportAlertResponse> reportAlert(ReportAlertRequest request) {
            return reply(request);
        }
    }

    private final class Router extends MutinySignalServiceGrpc.SignalServiceImplBase {

        @Override
        public Uni<SendTypingResponse> sendTyping(SendTypingRequest request) {
            return reply(request);
        }
    }

    private final class Moderator extends MutinyModerationServiceGrpc.ModerationServiceImplBase {

        @Override
        public Uni<CheckResponse> check(CheckRequest request) {
            return reply(request);
        }
    }
}
