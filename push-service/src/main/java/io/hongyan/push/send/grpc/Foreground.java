package io.hongyan.push.send.grpc;

import io.hongyan.proto.presence.v1.Departure;
import io.hongyan.proto.presence.v1.LocateRequest;
import io.hongyan.proto.presence.v1.LocateResponse;
import io.hongyan.proto.presence.v1.MutinyPresenceServiceGrpc.MutinyPresenceServiceStub;
import io.hongyan.proto.presence.v1.Session;
import io.hongyan.proto.sessions.v1.SessionState;
import io.hongyan.push.decision.Whereabouts;
import io.hongyan.push.send.SendConfig;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Asks presence who has the app open. */
@ApplicationScoped
public class Foreground {

    private static final Logger LOG = Logger.getLogger(Foreground.class);

    private final MutinyPresenceServiceStub presence;
    private final Duration answerWithin;
    private final Counter failures;

    Foreground(@GrpcClient("presence") MutinyPresenceServiceStub presence, SendConfig config, MeterRegistry meters) {
        this.presence = presence;
        this.answerWithin = config.answerWithin();
        this.failures = meters.counter("hongyan.push.presence.failures");
    }

    /** Where some users are: what a question was answered. */
    public static final class Found {

        private final Map<String, Set<String>> devices;
        private final Map<String, Instant> left;
        private final boolean unknown;

        private Found(Map<String, Set<String>> devices, Map<String, Instant> left, boolean unknown) {
            this.devices = devices;
            this.left = left;
            this.unknown = unknown;
        }

        /** When a user left the foreground of the last device; null if not since the time asked for. */
        public @Nullable Instant leftAt(String user) {
            return left.get(user);
        }

        /**
         * Where a user is, seen from a device. Where presence did not answer, {@link Whereabouts#HERE}: then alerts wait for a
         * confirmation, which costs seconds, rather than disturb somebody who reads along.
         */
        public Whereabouts of(String user, String device) {
            Set<String> open = devices.get(user);
            if (unknown || (open != null && open.contains(device))) {
                return Whereabouts.HERE;
            }
            return open == null ? Whereabouts.AWAY : Whereabouts.ELSEWHERE;
        }
    }

    /**
     * Asks on which devices some users have the app in the foreground.
     *
     * @param users at most 5,000
     * @param leftSince who left the foreground since then is to be known as well
     */
    public Uni<Found> among(Set<String> users, Instant leftSince) {
        return presence.withDeadlineAfter(answerWithin)
                .locate(LocateRequest.newBuilder()
                        .addAllUserIds(users)
                        .setDepartedSinceMs(leftSince.toEpochMilli())
                        .build())
                .map(Foreground::found)
                .onFailure()
                .recoverWithItem(failure -> {
                    failures.increment();
                    LOG.warnf("Presence did not answer, confirmations are awaited: %s", failure.getMessage());
                    return new Found(Map.of(), Map.of(), true);
                });
    }

    private static Found found(LocateResponse located) {
        Map<String, Set<String>> devices = located.getSessionsList().stream()
                .filter(session -> session.getState() == SessionState.SESSION_STATE_FOREGROUND)
                .collect(Collectors.groupingBy(
                        Session::getUserId, Collectors.mapping(Session::getDeviceId, Collectors.toSet())));
        Map<String, Instant> left = located.getDeparturesList().stream()
                .collect(Collectors.toMap(
                        Departure::getUserId, departure -> Instant.ofEpochMilli(departure.getAtMs()), (one, _) -> one));
        return new Found(devices, left, false);
    }
}
