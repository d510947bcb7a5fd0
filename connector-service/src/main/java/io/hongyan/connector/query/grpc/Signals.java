package io.hongyan.connector.query.grpc;

import io.hongyan.connector.command.Arguments;
import io.hongyan.connector.query.QueryConfig;
import io.hongyan.connector.query.grpc.Calls.Service;
import io.hongyan.connector.session.Identity;
import io.hongyan.proto.client.v1.Typing;
import io.hongyan.proto.signals.v1.MutinySignalServiceGrpc.MutinySignalServiceStub;
import io.hongyan.proto.signals.v1.SendTypingRequest;
import io.quarkus.grpc.GrpcClient;
import jakarta.enterprise.context.ApplicationScoped;

/** Passes on that somebody types. Nobody waits for it, and one that is lost is not missed. */
@ApplicationScoped
public class Signals {

    private final MutinySignalServiceStub router;
    private final Calls calls;
    private final QueryConfig config;

    Signals(@GrpcClient("router") MutinySignalServiceStub router, Calls calls, QueryConfig config) {
        this.router = router;
        this.calls = calls;
        this.config = config;
    }

    /** Passes it on. Failures are counted by {@link Calls}. */
    public void typing(Identity who, Typing typing) {
        var signal = SendTypingRequest.newBuilder()
                .setConversationId(Arguments.conversation(typing.getConversationId()))
                .setUserId(who.userId())
                .setSessionId(who.sessionId())
                .setTyping(typing.getTyping())
                .build();
        calls.call(Service.ROUTER, router, config.answerMax(), stub -> stub.sendTyping(signal))
                .subscribe()
                .with(_ -> {}, _ -> {});
    }
}
