package io.hongyan.push.decision.postgres;

import io.hongyan.proto.push.v1.PushPolicy;
import io.hongyan.proto.push.v1.PushPreview;
import io.hongyan.proto.push.v1.PushProvider;
import io.hongyan.proto.push.v1.PushReason;
import io.hongyan.push.decision.Alert;
import io.hongyan.push.decision.Kind;
import io.hongyan.push.decision.Manner;
import io.hongyan.push.decision.Notice;
import io.hongyan.push.decision.QuietHours;
import io.hongyan.push.decision.Screen;
import io.hongyan.push.decision.Standing;
import io.hongyan.push.decision.Taken;
import io.hongyan.push.decision.Trigger;
import io.hongyan.push.decision.Wishes;
import io.hongyan.push.device.Target;
import io.hongyan.push.device.WebPushKeys;
import io.vertx.mutiny.sqlclient.Row;
import java.time.OffsetDateTime;
import java.time.ZoneId;
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
                manner(row),
                target(row),
                row.getString("traceparent"));
    }

    private static Trigger trigger(Row row) {
        return new Trigger(
                row.getUUID("decision_id").toString(),
                Kind.valueOf(row.getString("kind")),
                row.getString("conversation_id"),
                row.getLong("revision"),
                row.getLong("seq"),
                row.getString("user_id"),
                row.getString("device_id"),
                row.getOffsetDateTime("event_at").toInstant(),
                row.getBoolean("mentioned"));
    }

    private static Alert alert(Row row) {
        boolean deferred = row.getString("outcome") != null; // an alert that can be taken up has no other outcome
        int attempts = row.getInteger("attempts");
        if (attempts > 0) {
            return new Alert.Due(deferred, attempts);
        }
        return deferred
                ? new Alert.Deferred(PushReason.valueOf("PUSH_REASON_" + row.getString("reason")))
                : new Alert.Open();
    }

    private static Standing standing(Row row) {
        return new Standing(
                row.getBoolean("is_member"),
                row.getBoolean("recalled"),
                row.getLong("read_seq"),
                row.getLong("seen_seq"),
                row.getBoolean("muted"),
                row.getString("token") != null,
                wishes(row),
                screen(row));
    }

    private static Wishes wishes(Row row) {
        OffsetDateTime mutedUntil = row.getOffsetDateTime("muted_until");
        return new Wishes(
                policy(row.getString("policy")),
                policy(row.getString("policy_here")),
                mutedUntil == null ? null : mutedUntil.toInstant(),
                quietHours(row),
                row.getBoolean("mentions_break_mute"));
    }

    private static PushPolicy policy(@Nullable String name) {
        return name == null ? PushPolicy.PUSH_POLICY_UNSPECIFIED : PushPolicy.valueOf("PUSH_POLICY_" + name);
    }

    private static @Nullable QuietHours quietHours(Row row) {
        String zone = row.getString("quiet_zone");
        return zone == null
                ? null
                : new QuietHours(
                        ZoneId.of(zone),
                        row.getInteger("quiet_from"),
                        row.getInteger("quiet_until"),
                        row.getBoolean("quiet_mentions"));
    }

    private static Screen screen(Row row) {
        OffsetDateTime toldAt = row.getOffsetDateTime("last_told_at");
        return new Screen(
                row.getLong("shown_badge"),
                toldAt == null ? null : toldAt.toInstant(),
                row.getInteger("told"),
                row.getBoolean("told_of_this"),
                row.getBoolean("speaks_of_this"),
                row.getBoolean("underway"),
                row.getBoolean("takes_silent"),
                row.getUUID("told_later") == null
                        ? null
                        : row.getUUID("told_later").toString());
    }

    private static Manner manner(Row row) {
        String language = row.getString("language");
        String preview = row.getString("preview");
        return new Manner(
                language == null ? "" : language,
                preview == null
                        ? PushPreview.PUSH_PREVIEW_UNSPECIFIED
                        : PushPreview.valueOf("PUSH_PREVIEW_" + preview));
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
