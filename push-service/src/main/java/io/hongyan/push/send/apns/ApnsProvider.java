package io.hongyan.push.send.apns;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import io.hongyan.push.send.AppsConfig;
import io.hongyan.push.send.Outgoing;
import io.hongyan.push.send.Provider;
import io.hongyan.push.send.Rendered;
import io.hongyan.push.send.Reply;
import io.hongyan.push.send.Wake;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Hands alerts to APNs: those for tokens of development builds to Apple's sandbox, over connections of their own.
 * Connects with the first one.
 */
public final class ApnsProvider implements Provider {

    private static final String VOIP_TOPIC = ".voip";
    private static final int CLOSE_SECONDS_MAX = 5;

    private final ApnsClient production;
    private final ApnsClient sandbox;
    private final Payload payload;
    private final Duration timeout;

    private ApnsProvider(ApnsClient production, ApnsClient sandbox, Payload payload, Duration timeout) {
        this.production = production;
        this.sandbox = sandbox;
        this.payload = payload;
        this.timeout = timeout;
    }

    /**
     * With the credentials that stand in the files now.
     *
     * @param prefix the keys' prefix, such as {@code hongyan.push.apns}
     * @throws IllegalStateException with a sentence that names the key, if the configuration does not fit
     */
    public static ApnsProvider open(String prefix, AppsConfig.Apns config) {
        var connection = new ApnsConnection(prefix, config);
        return new ApnsProvider(
                connection.production(), connection.sandbox(), new Payload(config.mutableContent()), config.timeout());
    }

    /** The files whose content credentials are made of. */
    public static List<Path> files(AppsConfig.Apns config) {
        return ApnsConnection.files(config);
    }

    @Override
    public CompletionStage<Reply> send(Outgoing alert) {
        return handOver(notification(alert), alert.target().sandbox());
    }

    @Override
    public Rendered render(Outgoing alert) {
        SimpleApnsPushNotification notification = notification(alert);
        SortedMap<String, String> headers = new TreeMap<>();
        headers.put("apns-id", String.valueOf(notification.getApnsId()));
        headers.put("apns-topic", notification.getTopic());
        headers.put("apns-push-type", notification.getPushType().getHeaderValue());
        headers.put("apns-priority", String.valueOf(notification.getPriority().getCode()));
        headers.put(
                "apns-expiration", String.valueOf(notification.getExpiration().getEpochSecond()));
        if (notification.getCollapseId() != null) {
            headers.put("apns-collapse-id", notification.getCollapseId());
        }
        return new Rendered(headers, notification.getPayload());
    }

    @Override
    public CompletionStage<Reply> wake(Wake wake) {
        return handOver(notification(wake), wake.sandbox());
    }

    private CompletionStage<Reply> handOver(SimpleApnsPushNotification notification, boolean toSandbox) {
        ApnsClient client = toSandbox ? sandbox : production;
        return client.sendNotification(notification)
                .handle((response, failure) ->
                        failure == null ? reply(response) : new Reply.Unavailable(failure.toString()))
                .completeOnTimeout(new Reply.Unavailable("Timeout"), timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        CompletableFuture.allOf(production.close(), sandbox.close())
                .completeOnTimeout(null, CLOSE_SECONDS_MAX, TimeUnit.SECONDS)
                .join();
    }

    private SimpleApnsPushNotification notification(Outgoing alert) {
        return new TimelyNotification(
                alert.target().token(),
                alert.target().appId(),
                payload.of(alert),
                alert.usefulUntil(),
                alert.disturbs() ? DeliveryPriority.IMMEDIATE : DeliveryPriority.CONSERVE_POWER,
                PushType.ALERT, // silent ones too: those of the type "background" must not have a badge
                alert.silent() ? null : CollapseId.of(alert.trigger().conversationId()),
                UUID.fromString(alert.trigger().decisionId()),
                timeout);
    }

    /** Apple wants calls under a topic of their own, and at once; what is to be done in the background at its convenience. */
    private SimpleApnsPushNotification notification(Wake wake) {
        return switch (wake.kind()) {
            case BACKGROUND -> waking(wake, wake.appId(), DeliveryPriority.CONSERVE_POWER, PushType.BACKGROUND);
            case VOIP -> waking(wake, wake.appId() + VOIP_TOPIC, DeliveryPriority.IMMEDIATE, PushType.VOIP);
        };
    }

    private SimpleApnsPushNotification waking(Wake wake, String topic, DeliveryPriority priority, PushType type) {
        return new TimelyNotification(
                wake.token(), topic, Payload.of(wake), wake.usefulUntil(), priority, type, null, wake.id(), timeout);
    }

    private static Reply reply(PushNotificationResponse<SimpleApnsPushNotification> response) {
        return ApnsReply.of(
                response.getStatusCode(),
                response.getRejectionReason().orElse(""),
                response.getTokenInvalidationTimestamp().orElse(null));
    }
}
