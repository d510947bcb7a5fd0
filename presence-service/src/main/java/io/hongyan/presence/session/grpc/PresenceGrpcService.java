package io.hongyan.presence.session.grpc;

import static io.hongyan.presence.memory.grpc.Refusals.available;
import static io.hongyan.presence.memory.grpc.Refusals.refused;

import io.grpc.Status;
import io.hongyan.presence.session.LiveSession;
import io.hongyan.presence.session.Presence;
import io.hongyan.presence.session.Sanity;
import io.hongyan.presence.session.UserSessions;
import io.hongyan.presence.session.grpc.AwaitedSessions.Awaited;
import io.hongyan.presence.session.redis.UserStore;
import io.hongyan.presence.slot.HeldSlots;
import io.hongyan.presence.slot.redis.LeaseStore;
import io.hongyan.presence.visibility.Visibility;
import io.hongyan.presence.visibility.redis.BlockStore;
import io.hongyan.proto.presence.v1.AwaitSessionRequest;
import io.hongyan.proto.presence.v1.AwaitSessionResponse;
import io.hongyan.proto.presence.v1.AwaitSessionsRequest;
import io.hongyan.proto.presence.v1.AwaitSessionsResponse;
import io.hongyan.proto.presence.v1.Departure;
import io.hongyan.proto.presence.v1.GetPresenceRequest;
import io.hongyan.proto.presence.v1.GetPresenceResponse;
import io.hongyan.proto.presence.v1.LocateRequest;
import io.hongyan.proto.presence.v1.LocateResponse;
import io.hongyan.proto.presence.v1.PresenceRecord;
import io.hongyan.proto.presence.v1.PresenceService;
import io.hongyan.proto.presence.v1.Session;
import io.quarkus.grpc.GrpcService;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says who is online, and where. */
@GrpcService
public class PresenceGrpcService implements PresenceService {

    private static final int PRESENCES_MAX = 500;
    private static final int LOCATED_MAX = 5_000;
    private static final int AWAITED_MAX = 1_000;

    private final UserStore users;
    private final LeaseStore leases;
    private final BlockStore blocks;
    private final AwaitedSessions awaited;

    PresenceGrpcService(UserStore users, LeaseStore leases, BlockStore blocks, AwaitedSessions awaited) {
        this.users = users;
        this.leases = leases;
        this.blocks = blocks;
        this.awaited = awaited;
    }

    @Override
    public Uni<GetPresenceResponse> getPresence(GetPresenceRequest request) {
        List<String> userIds = request.getUserIdsList();
        if (!areUserIds(userIds, PRESENCES_MAX)) {
            return invalid("user_ids must be 1 to " + PRESENCES_MAX + " ids of users.");
        }
        if (!request.getViewerId().isEmpty() && !Sanity.isUserId(request.getViewerId())) {
            return invalid("viewer_id must be empty or the id of a user.");
        }
        return available(Uni.combine()
                .all()
                .unis(blocks.visibility(request.getViewerId(), userIds), users.readAll(userIds))
                .with((visibility, known) -> presences(userIds, visibility, known)));
    }

    @Override
    public Uni<LocateResponse> locate(LocateRequest request) {
        List<String> userIds = request.getUserIdsList();
        if (!areUserIds(userIds, LOCATED_MAX)) {
            return invalid("user_ids must be 1 to " + LOCATED_MAX + " ids of users.");
        }
        // Leases are read after the sessions: a life that is over by then is not told.
        return available(users.readAll(userIds)
                .chain(known -> leases.held().map(held -> located(known, held, request.getDepartedSinceMs()))));
    }

    @Override
    public Uni<AwaitSessionResponse> awaitSession(AwaitSessionRequest request) {
        String objection = objection(request);
        if (objection != null) {
            return invalid(objection);
        }
        return available(awaited.await(List.of(awaited(request))).toUni())
                .onItem()
                .ifNull()
                .failWith(() -> Status.DEADLINE_EXCEEDED
                        .withDescription("The session cannot be located yet.")
                        .asRuntimeException())
                .replaceWith(AwaitSessionResponse::getDefaultInstance);
    }

    @Override
    public Multi<AwaitSessionsResponse> awaitSessions(AwaitSessionsRequest request) {
        List<AwaitSessionRequest> asked = request.getSessionsList();
        String objection = asked.isEmpty() || asked.size() > AWAITED_MAX
                ? "sessions must be 1 to " + AWAITED_MAX + "."
                : asked.stream()
                        .map(PresenceGrpcService::objection)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        if (objection != null) {
            return PresenceGrpcService.<AwaitSessionsResponse>invalid(objection).toMulti();
        }
        return available(awaited.await(
                        asked.stream().map(PresenceGrpcService::awaited).toList()))
                .map(sessionIds -> AwaitSessionsResponse.newBuilder()
                        .addAllSessionIds(sessionIds)
                        .build());
    }

    private static @Nullable String objection(AwaitSessionRequest request) {
        if (!Sanity.isUserId(request.getUserId())) {
            return "user_id must be the id of a user.";
        }
        return request.getSessionId().isEmpty() ? "session_id must not be empty." : null;
    }

    private static Awaited awaited(AwaitSessionRequest request) {
        return new Awaited(request.getUserId(), request.getSessionId(), request.getVersion());
    }

    private static GetPresenceResponse presences(
            List<String> userIds, Visibility visibility, Map<String, UserSessions> known) {
        var response = GetPresenceResponse.newBuilder();
        for (String userId : userIds) {
            Presence presence = visibility.maySee(userId)
                    ? Objects.requireNonNull(known.get(userId)).presence()
                    : Presence.NEVER_SEEN;
            response.addPresences(PresenceRecord.newBuilder()
                    .setUserId(userId)
                    .setState(presence.state())
                    .setLastSeenMs(presence.lastSeenMs())
                    .setVersion(presence.version()));
        }
        return response.build();
    }

    private static LocateResponse located(Map<String, UserSessions> known, HeldSlots held, long departedSinceMs) {
        var response = LocateResponse.newBuilder();
        known.forEach((userId, user) -> {
            user.live().forEach((sessionId, session) -> {
                if (held.holds(session.life())) {
                    response.addSessions(toSession(userId, sessionId, session));
                }
            });
            if (departedSinceMs > 0 && user.presence().isDepartedSince(departedSinceMs)) {
                response.addDepartures(Departure.newBuilder()
                        .setUserId(userId)
                        .setAtMs(user.presence().lastSeenMs()));
            }
        });
        return response.build();
    }

    private static Session toSession(String userId, String sessionId, LiveSession session) {
        return Session.newBuilder()
                .setUserId(userId)
                .setDeviceId(session.deviceId())
                .setSessionId(sessionId)
                .setSlot(session.life().slot())
                .setBootId(session.life().bootId())
                .setState(session.state())
                .build();
    }

    private static boolean areUserIds(List<String> ids, int max) {
        return !ids.isEmpty() && ids.size() <= max && ids.stream().allMatch(Sanity::isUserId);
    }

    private static <T> Uni<T> invalid(String sentence) {
        return refused(Status.INVALID_ARGUMENT, sentence);
    }
}
