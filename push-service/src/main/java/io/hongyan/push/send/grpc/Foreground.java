package io.hongyan.push.send.grpc;

import io.hongyan.proto.presence.v1.LocateRequest;
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
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

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
        private final boolean unknown;

        private Found(Map<String, Set<String>> devices, boolean unknown) {
            this.devices = devices;
            this.unknown = unknown;
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
     */
    public Uni<Found> among(Set<String> users) {
        return presence.withDeadlineAfter(answerWithin)
                .locate(LocateRequest.newBuilder().addAllUserIds(users).build())
                .map(located -> located.getSessionsList().stream()
                        .filter(session -> session.getState() == SessionState.SESSION_STATE_FOREGROUND)
                        .collect(Collectors.groupingBy(
                                Session::getUserId, Collectors.mapping(Session::getDeviceId, Collectors.toSet()))))
                .map(devices -> new Found(devices, false))
                .onFailure()
                .recoverWithItem(failure -> {
                    failures.increment();
                    LOG.warnf("Presence did not answer, confirmations are awaited: %s", failure.getMessage());
                    return new Found(Map.of(), true);
                });
    }
}
