package io.hongyan.connector.welcome.grpc;

import io.grpc.Status;
import io.hongyan.connector.query.grpc.Calls;
import io.hongyan.connector.query.grpc.Calls.Service;
import io.hongyan.connector.session.SuiteException;
import io.hongyan.connector.welcome.Gathered;
import io.hongyan.connector.welcome.WelcomeConfig;
import io.hongyan.eventlog.CallerContext;
import io.hongyan.proto.conversations.v1.ListConversationsRequest;
import io.hongyan.proto.conversations.v1.ListConversationsResponse;
import io.hongyan.proto.conversations.v1.ListManyConversationsRequest;
import io.hongyan.proto.conversations.v1.ListManyConversationsResponse;
import io.hongyan.proto.conversations.v1.MutinyConversationServiceGrpc.MutinyConversationServiceStub;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks the unread role for the conversations of users who log in: in a storm of logins for many users at once. */
@ApplicationScoped
class Listing {

    /** Below what the unread role allows, which answers them with one statement. */
    private static final int TOGETHER_MAX = 32;

    private final MutinyConversationServiceStub unread;
    private final Calls calls;
    private final WelcomeConfig config;
    private final Gathered<Asked> gathered;

    Listing(
            @GrpcClient("unread") MutinyConversationServiceStub unread,
            Calls calls,
            WelcomeConfig config,
            Vertx vertx) {
        this.unread = unread;
        this.calls = calls;
        this.config = config;
        this.gathered = new Gathered<>(TOGETHER_MAX, this::call, Interval.of(vertx));
    }

    private record Asked(ListConversationsRequest request, UniEmitter<? super ListConversationsResponse> emitter) {}

    /** A page of a user's conversations. Fails with {@link SuiteException} only. */
    Uni<ListConversationsResponse> list(ListConversationsRequest request) {
        return Uni.createFrom()
                .<ListConversationsResponse>emitter(emitter -> gathered.ask(new Asked(request, emitter)))
                .emitOn(CallerContext.here());
    }

    private void call(List<Asked> all) {
        Map<Integer, Asked> waiting = new HashMap<>(); // answers come one after the other
        var request = ListManyConversationsRequest.newBuilder();
        for (Asked one : all) {
            waiting.put(request.getRequestsCount(), one);
            request.addRequests(one.request());
        }
        calls.stream(Service.UNREAD, unread, config.timeMax(), stub -> stub.listManyConversations(request.build()))
                .subscribe()
                .with(
                        answer -> answered(waiting.remove(answer.getPlace()), answer),
                        failure -> waiting.values().forEach(one -> one.emitter().fail(failure)),
                        () -> waiting.values()
                                .forEach(one -> one.emitter().fail(refused(Status.INTERNAL, "It was not answered."))));
    }

    private static void answered(@Nullable Asked one, ListManyConversationsResponse answer) {
        if (one == null) {
            return; // twice
        }
        if (answer.hasListed()) {
            one.emitter().complete(answer.getListed());
        } else {
            one.emitter().fail(refused(Status.INVALID_ARGUMENT, answer.getObjection()));
        }
    }

    private static SuiteException refused(Status status, String sentence) {
        return new SuiteException(Calls.told(Service.UNREAD, status.withDescription(sentence)));
    }
}
