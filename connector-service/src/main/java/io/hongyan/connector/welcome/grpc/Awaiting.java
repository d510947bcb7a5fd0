package io.hongyan.connector.welcome.grpc;

import io.grpc.Status;
import io.hongyan.connector.query.grpc.Calls;
import io.hongyan.connector.query.grpc.Calls.Service;
import io.hongyan.connector.session.Identity;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.connector.welcome.Gathered;
import io.hongyan.connector.welcome.WelcomeConfig;
import io.hongyan.eventlog.CallerContext;
import io.hongyan.proto.presence.v1.AwaitSessionRequest;
import io.hongyan.proto.presence.v1.AwaitSessionsRequest;
import io.hongyan.proto.presence.v1.MutinyPresenceServiceGrpc.MutinyPresenceServiceStub;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Waits until presence can locate sessions that were announced: in a storm of logins for many at once. */
@ApplicationScoped
class Awaiting {

    /** What presence allows; a storm has fewer under way. */
    private static final int TOGETHER_MAX = 1_000;

    private final MutinyPresenceServiceStub presence;
    private final Calls calls;
    private final WelcomeConfig config;
    private final Gathered<Waiting> gathered;

    Awaiting(
            @GrpcClient("presence") MutinyPresenceServiceStub presence,
            Calls calls,
            WelcomeConfig config,
            Vertx vertx) {
        this.presence = presence;
        this.calls = calls;
        this.config = config;
        this.gathered = new Gathered<>(TOGETHER_MAX, this::call, Interval.of(vertx));
    }

    private record Waiting(Identity who, UniEmitter<? super Void> emitter) {}

    /** Completes when a session can be located. Fails with {@link SuiteException} only. */
    Uni<Void> locatable(Identity who) {
        return Uni.createFrom()
                .<Void>emitter(emitter -> gathered.ask(new Waiting(who, emitter)))
                .emitOn(CallerContext.here());
    }

    private void call(List<Waiting> all) {
        Map<String, Waiting> missing = new HashMap<>(); // answers come one after the other
        var request = AwaitSessionsRequest.newBuilder();
        for (Waiting one : all) {
            missing.put(one.who().sessionId(), one);
            request.addSessions(AwaitSessionRequest.newBuilder()
                    .setUserId(one.who().userId())
                    .setSessionId(one.who().sessionId())
                    .setVersion(1));
        }
        calls.stream(Service.PRESENCE, presence, config.timeMax(), stub -> stub.awaitSessions(request.build()))
                .subscribe()
                .with(
                        answer -> answer.getSessionIdsList().forEach(sessionId -> located(missing.remove(sessionId))),
                        failure -> missing.values().forEach(one -> one.emitter().fail(failure)),
                        () -> missing.values().forEach(one -> one.emitter().fail(late())));
    }

    private static void located(@Nullable Waiting one) {
        if (one != null) {
            one.emitter().complete(null);
        }
    }

    private static SuiteException late() {
        return new SuiteException(Calls.told(Service.PRESENCE, Status.DEADLINE_EXCEEDED));
    }
}
