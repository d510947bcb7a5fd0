package io.hongyan.message;

import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.hongyan.message.router.Counts;
import io.hongyan.proto.conversations.v1.ConversationMember;
import io.hongyan.proto.conversations.v1.ConversationServiceGrpc;
import io.hongyan.proto.conversations.v1.GetUnreadRequest;
import io.hongyan.proto.conversations.v1.GetUnreadResponse;
import io.hongyan.proto.conversations.v1.ListMembersRequest;
import io.hongyan.proto.conversations.v1.ListMembersResponse;
import io.hongyan.proto.conversations.v1.MemberServiceGrpc;
import io.hongyan.proto.conversations.v1.UnreadCount;
import io.hongyan.proto.explain.v1.ExplainServiceGrpc;
import io.hongyan.proto.explain.v1.ExplainUnreadRequest;
import io.hongyan.proto.explain.v1.ExplainUnreadResponse;
import io.hongyan.proto.moderation.v1.Allowed;
import io.hongyan.proto.moderation.v1.CheckRequest;
import io.hongyan.proto.moderation.v1.CheckResponse;
import io.hongyan.proto.moderation.v1.ModerationServiceGrpc;
import io.hongyan.proto.moderation.v1.Refused;
import io.hongyan.proto.presence.v1.AcquireSlotRequest;
import io.hongyan.proto.presence.v1.AcquireSlotResponse;
import io.hongyan.proto.presence.v1.LocateRequest;
import io.hongyan.proto.presence.v1.LocateResponse;
import io.hongyan.proto.presence.v1.MutinyPresenceServiceGrpc;
import io.hongyan.proto.presence.v1.MutinySlotServiceGrpc;
import io.hongyan.proto.presence.v1.ReleaseSlotRequest;
import io.hongyan.proto.presence.v1.ReleaseSlotResponse;
import io.hongyan.proto.presence.v1.RenewSlotRequest;
import io.hongyan.proto.presence.v1.RenewSlotResponse;
import io.hongyan.proto.presence.v1.Session;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Stands in for presence-service, push-service and for the unread role: real gRPC servers on a real socket that answer what a test
 * says.
 */
public final class SuiteDouble implements QuarkusTestResourceLifecycleManager {

    /** What the moderator does not let anybody say. */
    public static final String RUDE = "rude";

    private static final int LEASE_MILLIS = 3000;

    private final Map<String, List<Session>> sessions = new ConcurrentHashMap<>();
    private final Map<String, List<ConversationMember>> members = new ConcurrentHashMap<>();
    private final Map<String, Counts> counts = new ConcurrentHashMap<>();
    private final Map<String, ExplainUnreadResponse> explanations = new ConcurrentHashMap<>();
    private final List<String> lives = new CopyOnWriteArrayList<>();
    private final AtomicInteger slot = new AtomicInteger(7);
    private final AtomicInteger located = new AtomicInteger();
    private volatile boolean presenceDown;
    private volatile boolean leaseLost;

    /** What push-service is asked, and answers. */
    public final PushDouble push = new PushDouble();

    private Server server = NettyServerBuilder.forPort(0).build();

    /** A session that presence can locate from now on. */
    public void online(String user, String session, int slot, String bootId) {
        var found = Session.newBuilder()
                .setUserId(user)
                .setSessionId(session)
                .setDeviceId("device-of-" + session)
                .setSlot(slot)
                .setBootId(bootId)
                .build();
        sessions.computeIfAbsent(user, _ -> new CopyOnWriteArrayList<>()).add(found);
    }

    /** Who is in a group now: user and the seq by which they joined. */
    public void members(String conversation, Map<String, Long> joined) {
        members.put(
                conversation,
                joined.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> ConversationMember.newBuilder()
                                .setUserId(entry.getKey())
                                .setJoinedSeq(entry.getValue())
                                .build())
                        .toList());
    }

    /** A user's counts from now on. */
    public void counts(String user, Counts exact) {
        counts.put(user, exact);
    }

    /** Why a user's counts are what they are, from now on; of others, the unread role says that it is away. */
    public void explained(String user, ExplainUnreadResponse explanation) {
        explanations.put(user, explanation);
    }

    /** Whether presence refuses to answer. */
    public void presenceDown(boolean down) {
        presenceDown = down;
    }

    /** Presence forgets the lease: the next renewal is refused, once. */
    public void loseLease() {
        leaseLost = true;
    }

    /** The lives that were given a slot, in order. */
    public List<String> lives() {
        return lives;
    }

    /** The slot that was given last. */
    public int slot() {
        return slot.get();
    }

    /** How often presence was asked to locate. */
    public int locateCalls() {
        return located.get();
    }

    @Override
    public Map<String, String> start() {
        try {
            server = NettyServerBuilder.forPort(0)
                    .addService(new Presence())
                    .addService(new Slots())
                    .addService(door(
                            MemberServiceGrpc.getServiceDescriptor(),
                            MemberServiceGrpc.getListMembersMethod(),
                            this::listMembers))
                    .addService(door(
                            ConversationServiceGrpc.getServiceDescriptor(),
                            ConversationServiceGrpc.getGetUnreadMethod(),
                            this::getUnread))
                    .addService(door(
                            ExplainServiceGrpc.getServiceDescriptor(),
                            ExplainServiceGrpc.getExplainUnreadMethod(),
                            this::explainUnread))
                    .addService(door(
                            ModerationServiceGrpc.getServiceDescriptor(),
                            ModerationServiceGrpc.getCheckMethod(),
                            this::check))
                    .addService(push.devices())
                    .addService(push.preferences())
                    .addService(push.explanations())
                    .build()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String port = Integer.toString(server.getPort());
        Map<String, String> config = new HashMap<>(Map.of("hongyan.moderation.enabled", "true"));
        for (String service : List.of("push", "presence", "unread", "moderation")) {
            config.put("quarkus.grpc.clients." + service + ".host", "localhost");
            config.put("quarkus.grpc.clients." + service + ".port", port);
            config.put("quarkus.grpc.clients." + service + ".test-port", port);
        }
        return config;
    }

    @Override
    public void stop() {
        server.shutdownNow();
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(this, new TestInjector.MatchesType(SuiteDouble.class));
    }

    private static <T> Uni<T> failed(Status status) {
        return Uni.createFrom().failure(status.asRuntimeException());
    }

    private final class Presence extends MutinyPresenceServiceGrpc.PresenceServiceImplBase {

        @Override
        public Uni<LocateResponse> locate(LocateRequest request) {
            located.incrementAndGet();
            if (presenceDown) {
                return failed(Status.UNAVAILABLE);
            }
            var response = LocateResponse.newBuilder();
            request.getUserIdsList().forEach(user -> response.addAllSessions(sessions.getOrDefault(user, List.of())));
            return Uni.createFrom().item(response.build());
        }
    }

    private final class Slots extends MutinySlotServiceGrpc.SlotServiceImplBase {

        @Override
        public Uni<AcquireSlotResponse> acquireSlot(AcquireSlotRequest request) {
            lives.add(request.getBootId());
            return Uni.createFrom()
                    .item(AcquireSlotResponse.newBuilder()
                            .setSlot(slot.incrementAndGet())
                            .setLeaseMs(LEASE_MILLIS)
                            .build());
        }

        @Override
        public Uni<RenewSlotResponse> renewSlot(RenewSlotRequest request) {
            if (leaseLost) {
                leaseLost = false;
                return failed(Status.FAILED_PRECONDITION);
            }
            return Uni.createFrom()
                    .item(RenewSlotResponse.newBuilder()
                            .setLeaseMs(LEASE_MILLIS)
                            .build());
        }

        @Override
        public Uni<ReleaseSlotResponse> releaseSlot(ReleaseSlotRequest request) {
            return Uni.createFrom().item(ReleaseSlotResponse.getDefaultInstance());
        }
    }

    private Uni<ListMembersResponse> listMembers(ListMembersRequest request) {
        var found = members.getOrDefault(request.getConversationId(), List.of());
        boolean isMember = found.stream().anyMatch(member -> member.getUserId().equals(request.getViewerId()));
        if (!request.getViewerId().isEmpty() && !isMember) {
            return failed(Status.PERMISSION_DENIED);
        }
        // Pages of two, so that whoever asks has to turn them.
        int from = request.getPageToken().isEmpty() ? 0 : Integer.parseInt(request.getPageToken());
        int to = Math.min(found.size(), from + (request.getViewerId().isEmpty() ? 2 : request.getPageSize()));
        return Uni.createFrom()
                .item(ListMembersResponse.newBuilder()
                        .addAllMembers(found.subList(from, to))
                        .setNextPageToken(to < found.size() ? Integer.toString(to) : "")
                        .build());
    }

    /** Whoever moderates refuses one word. */
    private Uni<CheckResponse> check(CheckRequest request) {
        return Uni.createFrom()
                .item(
                        request.getContent().getText().equals(RUDE)
                                ? CheckResponse.newBuilder()
                                        .setRefused(Refused.newBuilder().setReason("Be kind."))
                                        .build()
                                : CheckResponse.newBuilder()
                                        .setAllowed(Allowed.getDefaultInstance())
                                        .build());
    }

    private Uni<GetUnreadResponse> getUnread(GetUnreadRequest request) {
        Counts exact = counts.get(request.getUserId());
        if (exact == null) {
            return Uni.createFrom().nothing(); // the projection never gets there
        }
        return Uni.createFrom()
                .item(GetUnreadResponse.newBuilder()
                        .addCounts(UnreadCount.newBuilder()
                                .setConversationId(request.getConversationIds(0))
                                .setReadSeq(exact.readSeq())
                                .setUnread(exact.unread()))
                        .setTotal(exact.total())
                        .build());
    }

    private Uni<ExplainUnreadResponse> explainUnread(ExplainUnreadRequest request) {
        if (request.getMessagesMax() > 1_000) {
            return failed(Status.INVALID_ARGUMENT.withDescription("messages_max must be at most 1000."));
        }
        ExplainUnreadResponse known = explanations.get(request.getUserId());
        return known == null ? failed(Status.UNAVAILABLE) : Uni.createFrom().item(known);
    }

    /**
     * A service of one method. Not a class: the application has these services itself, and would take any other
     * implementation that it finds on the class path for its own.
     */
    private static <Q, A> ServerServiceDefinition door(
            ServiceDescriptor service, MethodDescriptor<Q, A> method, Function<Q, Uni<A>> answer) {
        return ServerServiceDefinition.builder(service.getName())
                .addMethod(
                        method,
                        ServerCalls.asyncUnaryCall((question, observer) -> answer.apply(question)
                                .subscribe()
                                .with(
                                        item -> {
                                            observer.onNext(item);
                                            observer.onCompleted();
                                        },
                                        observer::onError)))
                .build();
    }
}
