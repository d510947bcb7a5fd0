package io.hongyan.client;

import io.hongyan.proto.client.v1.Ack;
import io.hongyan.proto.client.v1.AlertSeen;
import io.hongyan.proto.client.v1.ClientFrame;
import io.hongyan.proto.client.v1.PushSettings;
import io.hongyan.proto.client.v1.PushSettingsRequest;
import io.hongyan.proto.client.v1.ServerFrame;
import io.hongyan.proto.client.v1.SetConversationAlerts;
import io.hongyan.proto.push.v1.AlertReport;
import io.hongyan.proto.push.v1.ConversationAlerts;
import io.hongyan.proto.push.v1.PushPreferences;
import java.util.concurrent.CompletionStage;

/** What the user wants of alerts, and what became of them. Errors come as in {@link ChatClient}. */
public final class Alerts {

    private final ChatSession session;

    Alerts(ChatSession session) {
        this.session = session;
    }

    /** Replaces what the user wants of alerts. */
    public CompletionStage<Ack> prefer(PushPreferences wanted) {
        return ask(ClientFrame.newBuilder().setSetPushPreferences(wanted)).thenApply(ServerFrame::getAck);
    }

    /** Replaces what the user wants of one conversation's alerts; nothing in particular goes back to the preferences. */
    public CompletionStage<Ack> prefer(String conversationId, ConversationAlerts wanted) {
        return ask(ClientFrame.newBuilder()
                        .setSetConversationAlerts(SetConversationAlerts.newBuilder()
                                .setConversationId(conversationId)
                                .setAlerts(wanted)))
                .thenApply(ServerFrame::getAck);
    }

    /** What the user wants of alerts. */
    public CompletionStage<PushSettings> settings() {
        return ask(ClientFrame.newBuilder().setPushSettings(PushSettingsRequest.getDefaultInstance()))
                .thenApply(ServerFrame::getPushSettings);
    }

    /**
     * Says that this device has shown an alert, or that its user has opened it.
     *
     * @param alertId the "id" that the alert came with
     */
    public CompletionStage<Ack> seen(String alertId, AlertReport report) {
        return ask(ClientFrame.newBuilder()
                        .setAlertSeen(AlertSeen.newBuilder().setAlertId(alertId).setReport(report)))
                .thenApply(ServerFrame::getAck);
    }

    private CompletionStage<ServerFrame> ask(ClientFrame.Builder frame) {
        return session.ask(frame.build());
    }
}
