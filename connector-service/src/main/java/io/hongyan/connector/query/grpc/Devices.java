package io.hongyan.connector.query.grpc;

import io.hongyan.connector.query.QueryConfig;
import io.hongyan.connector.query.grpc.Calls.Service;
import io.hongyan.connector.session.Identity;
import io.hongyan.proto.client.v1.RegisterPush;
import io.hongyan.proto.push.v1.MutinyDeviceServiceGrpc.MutinyDeviceServiceStub;
import io.hongyan.proto.push.v1.RegisterDeviceRequest;
import io.hongyan.proto.push.v1.RemoveDeviceRequest;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Registers devices for alerts, and forgets them. What a token must look like is push-service's to say. */
@ApplicationScoped
public class Devices {

    private final MutinyDeviceServiceStub push;
    private final Calls calls;
    private final QueryConfig config;

    Devices(@GrpcClient("push") MutinyDeviceServiceStub push, Calls calls, QueryConfig config) {
        this.push = push;
        this.calls = calls;
        this.config = config;
    }

    /** Registers the session's device. */
    public Uni<Void> register(Identity who, RegisterPush request) {
        RegisterDeviceRequest asked = asked(who, request);
        return calls.call(Service.PUSH, push, config.answerMax(), stub -> stub.registerDevice(asked))
                .replaceWithVoid();
    }

    static RegisterDeviceRequest asked(Identity who, RegisterPush request) {
        var asked = RegisterDeviceRequest.newBuilder()
                .setUserId(who.userId())
                .setDeviceId(who.deviceId())
                .setProviderValue(request.getProviderValue()) // an unknown one is push-service's to refuse
                .setAppId(request.getAppId())
                .setToken(request.getToken())
                .setSandbox(request.getSandbox())
                .setLanguage(request.getLanguage())
                .setVoipToken(request.getVoipToken());
        if (request.hasWebPush()) {
            asked.setWebPush(request.getWebPush());
        }
        return asked.build();
    }

    /** Forgets the session's device. */
    public Uni<Void> remove(Identity who) {
        var asked = RemoveDeviceRequest.newBuilder()
                .setUserId(who.userId())
                .setDeviceId(who.deviceId())
                .build();
        return calls.call(Service.PUSH, push, config.answerMax(), stub -> stub.removeDevice(asked))
                .replaceWithVoid();
    }
}
