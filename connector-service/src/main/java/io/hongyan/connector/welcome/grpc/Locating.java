package io.hongyan.connector.welcome.grpc;

import io.hongyan.connector.query.grpc.Calls;
import io.hongyan.connector.query.grpc.Calls.Service;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.connector.welcome.Shared;
import io.hongyan.connector.welcome.WelcomeConfig;
import io.hongyan.eventlog.CallerContext;
import io.hongyan.proto.presence.v1.LocateRequest;
import io.hongyan.proto.presence.v1.LocateResponse;
import io.hongyan.proto.presence.v1.MutinyPresenceServiceGrpc.MutinyPresenceServiceStub;
import io.hongyan.proto.presence.v1.Session;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/** Asks presence for the sessions that users have when they log in: in a storm of logins for many users at once. */
@ApplicationScoped
class Locating {

    /** Below what presence allows; a storm has fewer under way. */
    private static final int TOGETHER_MAX = 1_000;

    private final MutinyPresenceServiceStub presence;
    private final Calls calls;
    private final WelcomeConfig config;
    private final Shared<String, List<Session>> shared = new Shared<>(TOGETHER_MAX, this::call);

    Locating(@GrpcClient("presence") MutinyPresenceServiceStub presence, Calls calls, WelcomeConfig config) {
        this.presence = presence;
        this.calls = calls;
        this.config = config;
    }

    /** The live sessions of a user, as of a moment after this one. Fails with {@link SuiteException} only. */
    Uni<List<Session>> sessionsOf(String userId) {
        return Uni.createFrom().completionStage(() -> shared.ask(userId)).emitOn(CallerContext.here());
    }

    private CompletionStage<List<List<Session>>> call(List<String> userIds) {
        var request = LocateRequest.newBuilder()
                .addAllUserIds(userIds.stream().distinct().toList())
                .build();
        return calls.call(Service.PRESENCE, presence, config.timeMax(), stub -> stub.locate(request))
                .map(located -> of(userIds, located))
                .subscribeAsCompletionStage();
    }

    private static List<List<Session>> of(List<String> userIds, LocateResponse located) {
        Map<String, List<Session>> byUser =
                located.getSessionsList().stream().collect(Collectors.groupingBy(Session::getUserId));
        return userIds.stream()
                .map(userId -> byUser.getOrDefault(userId, List.of()))
                .toList();
    }
}
