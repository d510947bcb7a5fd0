package io.hongyan.connector.query.grpc;

import io.hongyan.connector.query.QueryConfig;
import io.hongyan.connector.query.grpc.Calls.Service;
import io.hongyan.connector.session.Identity;
import io.hongyan.proto.client.v1.AlertSeen;
import io.hongyan.proto.client.v1.PushSettings;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.SetConversationAlerts;
import io.hongyan.proto.push.v1.GetPreferencesRequest;
import io.hongyan.proto.push.v1.MutinyPreferenceServiceGrpc.MutinyPreferenceServiceStub;
import io.hongyan.proto.push.v1.MutinyReceiptServiceGrpc.MutinyReceiptServiceStub;
import io.hongyan.proto.push.v1.PushPreferences;
import io.hongyan.proto.push.v1.ReportAlertRequest;
import io.hongyan.proto.push.v1.SetConversationAlertsRequest;
import io.hongyan.proto.push.v1.SetPreferencesRequest;
import io.quarkus.grpc.GrpcClient;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Passes on what users want of alerts, and what devices say of them. What can be wanted is push-service's to say. */
@ApplicationScoped
public class AlertWishes {

    private final MutinyPreferenceServiceStub preferences;
    private final MutinyReceiptServiceStub receipts;
    private final Calls calls;
    private final QueryConfig config;

    AlertWishes(
            @GrpcClient("push") MutinyPreferenceServiceStub preferences,
            @GrpcClient("push") MutinyReceiptServiceStub receipts,
            Calls calls,
            QueryConfig config) {
        this.preferences = preferences;
        this.receipts = receipts;
        this.calls = calls;
        this.config = config;
    }

    /** Replaces the user's wishes. */
    public Uni<Void> set(Identity who, PushPreferences wanted) {
        var asked = SetPreferencesRequest.newBuilder()
                .setUserId(who.userId())
                .setPreferences(wanted)
                .build();
        return calls.call(Service.PUSH, preferences, config.answerMax(), stub -> stub.setPreferences(asked))
                .replaceWithVoid();
    }

    /** Replaces the user's wishes about a conversation. */
    public Uni<Void> set(Identity who, SetConversationAlerts wanted) {
        var asked = SetConversationAlertsRequest.newBuilder()
                .setUserId(who.userId())
                .setConversationId(wanted.getConversationId())
                .setAlerts(wanted.getAlerts())
                .build();
        return calls.call(Service.PUSH, preferences, config.answerMax(), stub -> stub.setConversationAlerts(asked))
                .replaceWithVoid();
    }

    /** All wishes of the user. */
    public Uni<ServerFrame> settings(Identity who) {
        var asked = GetPreferencesRequest.newBuilder().setUserId(who.userId()).build();
        return calls.call(Service.PUSH, preferences, config.answerMax(), stub -> stub.getPreferences(asked))
                .map(found -> ServerFrame.newBuilder()
                        .setPushSettings(PushSettings.newBuilder()
                                .setPreferences(found.getPreferences())
                                .putAllConversations(found.getConversationsMap()))
                        .build());
    }

    /** The session's device has shown an alert, or its user has opened it. */
    public Uni<Void> seen(Identity who, AlertSeen seen) {
        var asked = ReportAlertRequest.newBuilder()
                .setUserId(who.userId())
                .setDeviceId(who.deviceId())
                .setAlertId(seen.getAlertId())
                .setReportValue(seen.getReportValue()) // an unknown one is push-service's to refuse
                .build();
        return calls.call(Service.PUSH, receipts, config.answerMax(), stub -> stub.reportAlert(asked))
                .replaceWithVoid();
    }
}
