package io.hongyan.message.signals.grpc;

import io.grpc.Status;
import io.hongyan.message.roles.Role;
import io.hongyan.message.roles.Roles;
import io.hongyan.message.router.Delivery;
import io.hongyan.message.router.Duo;
import io.hongyan.message.router.FanOut;
import io.hongyan.message.router.RouterConfig;
import io.hongyan.message.router.grpc.MembersQuery;
import io.hongyan.message.router.grpc.SessionsQuery;
import io.hongyan.message.router.kafka.Deliveries;
import io.hongyan.message.signals.SignalsConfig;
import io.hongyan.message.signals.Typing;
import io.hongyan.proto.conversations.v1.ConversationMember;
import io.hongyan.proto.signals.v1.SendTypingRequest;
import io.hongyan.proto.signals.v1.SendTypingResponse;
import io.hongyan.proto.signals.v1.SignalService;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Passes typing on to who is online now. Nothing is stored, nothing is tried twice. */
@GrpcService
class SignalsService implements SignalService {

    private final SessionsQuery sessions;
    private final MembersQuery members;
    private final Deliveries deliveries;
    private final SignalsConfig config;
    private final Roles roles;
    private final FanOut fanOut;
    private final Counter dropped;
    private final InstantSource clock = InstantSource.system();
    private final AtomicInteger inFlight = new AtomicInteger();

    SignalsService(
            SessionsQuery sessions,
            MembersQuery members,
            Deliveries deliveries,
            SignalsConfig config,
            RouterConfig router,
            Roles roles,
            MeterRegistry meters) {
        this.sessions = sessions;
        this.members = members;
        this.deliveries = deliveries;
        this.config = config;
        this.roles = roles;
        this.fanOut = new FanOut(router.slots(), router.sessionsPerRecordMax());
        this.dropped = meters.counter("hongyan.signals.dropped");
    }

    @Override
    public Uni<SendTypingResponse> sendTyping(SendTypingRequest request) {
        if (!roles.has(Role.ROUTER)) {
            return failed(Status.UNIMPLEMENTED, "This process does not have the role router.");
        }
        var objection = Typing.objection(request);
        if (objection.isPresent()) {
            return failed(Status.INVALID_ARGUMENT, objection.get());
        }
        if (inFlight.incrementAndGet() > config.inFlightMax()) {
            inFlight.decrementAndGet();
            dropped.increment();
            return failed(Status.RESOURCE_EXHAUSTED, "Too many signals at once.");
        }
        return audience(request)
                .chain(users -> tell(request, users))
                .replaceWith(SendTypingResponse.getDefaultInstance())
                .eventually(inFlight::decrementAndGet);
    }

    private Uni<Set<String>> audience(SendTypingRequest request) {
        String conversation = request.getConversationId();
        String user = request.getUserId();
        if (conversation.startsWith("g:")) {
            return members.seenBy(user, conversation, config.membersMax()).map(page -> {
                boolean large = page.getMembersCount() > config.membersMax();
                return large
                        ? Set.of()
                        : page.getMembersList().stream()
                                .map(ConversationMember::getUserId)
                                .collect(Collectors.toSet());
            });
        }
        return Duo.of(conversation)
                .map(Duo::users)
                .filter(both -> both.contains(user))
                .map(both -> Uni.createFrom().item(both))
                .orElseGet(() -> failed(Status.PERMISSION_DENIED, "The user is not in this conversation."));
    }

    private Uni<Void> tell(SendTypingRequest request, Set<String> users) {
        var parcel = Typing.parcel(request, users);
        if (parcel.users().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return sessions.locateOnce(parcel.users()).chain(located -> send(fanOut.deliveries(parcel, located)));
    }

    private Uni<Void> send(List<Delivery> records) {
        Instant now = clock.instant();
        return Multi.createFrom()
                .iterable(records)
                .onItem()
                .transformToUniAndConcatenate(delivery -> deliveries.sendOnce(
                        new Deliveries.Addressed(delivery, UUID.randomUUID().toString(), now, null)))
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static <T> Uni<T> failed(Status status, String sentence) {
        return Uni.createFrom().failure(status.withDescription(sentence).asRuntimeException());
    }
}
