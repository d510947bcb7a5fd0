package io.hongyan.push.send.grpc;

import io.hongyan.proto.presence.v1.LocateRequest;
import io.hongyan.proto.presence.v1.MutinyPresenceServiceGrpc.MutinyPresenceServiceStub;
import io.hongyan.proto.presence.v1.Session;
import io.hongyan.proto.sessions.v1.SessionState;
import io.hongyan.push.send.SendConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Asks presence who has the app open. */
@ApplicationScoped
public class Foreground {

    private static final Logger LOG = Logger.getLogger(Foreground.class);

    private final MutinyPresenceServiceStub presence;
    private final Duration answerWithin;
    private final MeterRegistry meters;

    Foreground(@GrpcClient("presence") MutinyPresenceServiceStub presence, SendConfig config, MeterRegistry meters) {
        this.presence = presence;
        this.answerWithin = config.answerWithin();
        this.meters = meters;
    }

    /**
     * Those of some users who have a session in the foreground. Where presence does not answer, all of them: then alerts
     * wait for a confirmation, which costs seconds, rather than disturb somebody who reads along.
     *
     * @param users at most 5,000
     */
    public Uni<Set<String>> among(Set<String> users) {
        return presence.withDeadlineAfter(answerWithin)
                .locate(LocateRequest.newBuilder().addAllUserIds(users).build())
                .map(located -> located.getSessionsList().stream()
                        .filter(session -> session.getState() == SessionState.SESSION_STATE_FOREGROUND)
                        .map(Session::getUserId)
                        .collect(Collectors.toSet()))
                .onFailure()
                .recoverWithItem(failure -> {
                    meters.counter("hongyan.push.presence.failures").increment();
                    LOG.warnf("Presence did not answer, confirmations are awaited: %s", failure.getMessage());
                    return users;
                });
    }
}
