package io.hongyan.push.testing;

import com.eatthepath.pushy.apns.server.RejectionReason;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.hongyan.embedded.ApnsNotification;
import io.hongyan.proto.conversations.v1.ConversationServiceGrpc;
import io.hongyan.proto.conversations.v1.GetTotalsRequest;
import io.hongyan.proto.conversations.v1.GetTotalsResponse;
import io.hongyan.proto.events.v1.Event;
import io.hongyan.proto.history.v1.GetEventsRequest;
import io.hongyan.proto.history.v1.GetEventsResponse;
import io.hongyan.proto.history.v1.HistoryServiceGrpc;
import io.hongyan.proto.presence.v1.LocateRequest;
import io.hongyan.proto.presence.v1.LocateResponse;
import io.hongyan.proto.presence.v1.PresenceServiceGrpc;
import io.hongyan.proto.presence.v1.Session;
import io.hongyan.proto.sessions.v1.SessionState;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What push-service sees of the rest of the world: presence, the unread role, the archive and APNs, each as a test wants it. */
public final class Neighbours {

    /** Users who have the app open. */
    public final Set<String> foreground = ConcurrentHashMap.newKeySet();

    /** On which device, where it is not "phone". */
    public final Map<String, String> foregroundDevices = new ConcurrentHashMap<>();

    /** Users about whom presence fails. */
    public final Set<String> presenceFails = ConcurrentHashMap.newKeySet();

    /** Badges; 1 for users who are not here: who is to be alerted has something unread. */
    public final Map<String, Long> badges = new ConcurrentHashMap<>();

    /** Users about whom the unread role fails. */
    public final Set<String> unreadFails = ConcurrentHashMap.newKeySet();

    /** Every question for badges. */
    public final Queue<GetTotalsRequest> totalsAsked = new ConcurrentLinkedQueue<>();

    /** What the archive has; as whoever asks may see it. */
    public final Queue<Event> archive = new ConcurrentLinkedQueue<>();

    /** Users who were in no conversation ever, says the archive. */
    public final Set<String> strangers = ConcurrentHashMap.newKeySet();

    /** Users to whom the archive does not answer. */
    public final Set<String> archiveFails = ConcurrentHashMap.newKeySet();

    /** What APNs has accepted. */
    public final Queue<ApnsNotification> alerts = new ConcurrentLinkedQueue<>();

    /** What APNs was given, accepted or not. */
    public final Queue<ApnsNotification> attempts = new ConcurrentLinkedQueue<>();

    private final Map<String, Queue<RejectionReason>> rejections = new ConcurrentHashMap<>();

    /** Has the next notifications for a token refused, one for each reason. */
    public void reject(String token, RejectionReason... reasons) {
        rejections.put(token, new ConcurrentLinkedQueue<>(List.of(reasons)));
    }

    /** What a token's phone has shown. */
    public List<ApnsNotification> alertsTo(String token) {
        return alerts.stream().filter(alert -> alert.token().equals(token)).toList();
    }

    Optional<RejectionReason> rejection(ApnsNotification notification) {
        attempts.add(notification);
        return Optional.ofNullable(rejections
                .getOrDefault(notification.token(), new ArrayDeque<>())
                .poll());
    }

    PresenceServiceGrpc.PresenceServiceImplBase presence() {
        return new PresenceServiceGrpc.PresenceServiceImplBase() {
            @Override
            public void locate(LocateRequest request, StreamObserver<LocateResponse> answer) {
                if (request.getUserIdsList().stream().anyMatch(presenceFails::contains)) {
                    answer.onError(Status.UNAVAILABLE.asRuntimeException());
                    return;
                }
                var sessions = request.getUserIdsList().stream()
                        .filter(foreground::contains)
                        .map(user -> Session.newBuilder()
                                .setUserId(user)
                                .setDeviceId(foregroundDevices.getOrDefault(user, "phone"))
                                .setState(SessionState.SESSION_STATE_FOREGROUND)
                                .build())
                        .toList();
                answer.onNext(
                        LocateResponse.newBuilder().addAllSessions(sessions).build());
                answer.onCompleted();
            }
        };
    }

    ConversationServiceGrpc.ConversationServiceImplBase unread() {
        return new ConversationServiceGrpc.ConversationServiceImplBase() {
            @Override
            public void getTotals(GetTotalsRequest request, StreamObserver<GetTotalsResponse> answer) {
                totalsAsked.add(request);
                if (request.getUserIdsList().stream().anyMatch(unreadFails::contains)) {
                    answer.onError(Status.UNAVAILABLE.asRuntimeException());
                    return;
                }
                var totals = request.getUserIdsList().stream()
                        .map(user -> badges.getOrDefault(user, 1L))
                        .toList();
                answer.onNext(
                        GetTotalsResponse.newBuilder().addAllTotals(totals).build());
                answer.onCompleted();
            }
        };
    }

    HistoryServiceGrpc.HistoryServiceImplBase history() {
        return new HistoryServiceGrpc.HistoryServiceImplBase() {
            @Override
            public void getEvents(GetEventsRequest request, StreamObserver<GetEventsResponse> answer) {
                if (archiveFails.contains(request.getUserId())) {
                    answer.onError(Status.UNAVAILABLE.asRuntimeException());
                    return;
                }
                if (strangers.contains(request.getUserId())) {
                    answer.onError(Status.PERMISSION_DENIED
                            .withDescription("The user never was in this conversation, or it does not exist.")
                            .asRuntimeException());
                    return;
                }
                var page = archive.stream()
                        .filter(event -> event.getConversationId().equals(request.getConversationId()))
                        .filter(event -> event.getSeq() > request.getAfterSeq())
                        .limit(request.getPageSize())
                        .toList();
                answer.onNext(GetEventsResponse.newBuilder().addAllEvents(page).build());
                answer.onCompleted();
            }
        };
    }
}
