package io.hongyan.push.decision.postgres;

import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.push.decision.Alert;
import io.hongyan.push.decision.Notice;
import io.hongyan.push.decision.Standing;
import io.hongyan.push.decision.Taken;
import io.hongyan.push.decision.Trigger;
import io.hongyan.push.device.Target;
import io.hongyan.push.device.WebPushKeys;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/** Reads rows of alerts that were taken up. */
final class AlertRows {

    private AlertRows() {}

    static Taken taken(Row row) {
        return new Taken(
                trigger(row),
                alert(row),
                row.getInteger("claims"),
                standing(row),
                new Notice(row.getString("sender_id"), row.getString("name"), row.getString("body")),
                target(row),
                row.getString("traceparent"));
    }

    private static Trigger trigger(Row row) {
        return new Trigger(
                row.getUUID("decision_id").toString(),
                row.getString("conversation_id"),
                row.getLong("revision"),
                row.getLong("seq"),
                row.getString("user_id"),
                row.getString("device_id"),
                row.getOffsetDateTime("event_at").toInstant());
    }

    private static Alert alert(Row row) {
        boolean deferred = row.getString("outcome") != null; // an alert that can be taken up has no other outcome
        int attempts = row.getInteger("attempts");
        if (attempts > 0) {
            return new Alert.Due(deferred, attempts);
        }
        return deferred ? new Alert.Deferred() : new Alert.Open();
    }

    private static Standing standing(Row row) {
        return new Standing(
                row.getBoolean("is_member"),
                row.getBoolean("recalled"),
                row.getLong("read_seq"),
                row.getLong("seen_seq"),
                row.getBoolean("muted"),
                row.getString("token") != null);
    }

    private static @Nullable Target target(Row row) {
        String token = row.getString("token");
        return token == null
                ? null
                : new Target(
                        PushProvider.valueOf("PUSH_PROVIDER_" + row.getString("provider")),
                        row.getString("app_id"),
                        token,
                        row.getBoolean("sandbox"),
                        webPush(row),
                        row.getOffsetDateTime("registered_at").toInstant());
    }

    private static @Nullable WebPushKeys webPush(Row row) {
        var p256dh = row.getBuffer("web_push_p256dh");
        return p256dh == null
                ? null
                : new WebPushKeys(
                        p256dh.getBytes(), row.getBuffer("web_push_auth").getBytes());
    }
}
