package io.hongyan.push.send.apns;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import io.hongyan.push.decision.Taken;
import io.hongyan.push.decision.Terms;
import io.hongyan.push.device.Target;
import io.hongyan.push.send.SendConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Hands alerts to APNs. Connects with the first one. */
@ApplicationScoped
@Startup // a key that cannot be read stops the service before anybody counts on it
public class ApnsSender {

    private static final Logger LOG = Logger.getLogger(ApnsSender.class);

    private static final int CLOSE_SECONDS_MAX = 5;

    private final @Nullable ApnsClient client;
    private final ApnsConfig config;
    private final SendConfig wording;
    private final Terms terms;
    private final MeterRegistry meters;
    private final AtomicBoolean down = new AtomicBoolean();

    ApnsSender(ApnsConfig config, SendConfig wording, Terms terms, MeterRegistry meters) {
        this.config = config;
        this.wording = wording;
        this.terms = terms;
        this.meters = meters;
        this.client = config.enabled() ? ApnsConnection.open(config) : null;
        if (client == null) {
            LOG.warn("APNs is off: alerts are recorded as suppressed. hongyan.push.apns.enabled turns it on.");
        }
    }

    @PreDestroy
    void close() {
        if (client != null) {
            client.close()
                    .completeOnTimeout(null, CLOSE_SECONDS_MAX, TimeUnit.SECONDS)
                    .join();
        }
    }

    /** Sends one alert. Never fails: what goes wrong is a reply too. */
    public Uni<Reply> send(Taken taken, Target target, long badge) {
        ApnsClient open = client;
        if (open == null) {
            return Uni.createFrom().item(new Reply.Refused("Disabled"));
        }
        var notification = notification(taken, target, badge);
        Timer.Sample started = Timer.start(meters);
        return Uni.createFrom()
                .completionStage(() -> open.sendNotification(notification))
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .map(ApnsSender::reply)
                .onFailure()
                .recoverWithItem(failure -> new Reply.Unavailable(failure.toString()))
                .invoke(reply -> started.stop(timer(reply)))
                .invoke(this::tell);
    }

    private SimpleApnsPushNotification notification(Taken taken, Target target, long badge) {
        return new SimpleApnsPushNotification(
                target.token(),
                target.appId(),
                Payload.of(taken.trigger(), taken.notice(), badge, wording.placeholder()),
                terms.usefulUntil(taken.trigger()),
                DeliveryPriority.IMMEDIATE,
                PushType.ALERT,
                CollapseId.of(taken.trigger().conversationId()),
                UUID.fromString(taken.trigger().decisionId()));
    }

    private static Reply reply(PushNotificationResponse<SimpleApnsPushNotification> response) {
        return Reply.of(
                response.getStatusCode(),
                response.getRejectionReason().orElse(""),
                response.getTokenInvalidationTimestamp().orElse(null));
    }

    private Timer timer(Reply reply) {
        String answer = switch (reply) {
            case Reply.Accepted() -> "accepted";
            case Reply.TokenInvalid _ -> "token_invalid";
            case Reply.Refused _ -> "refused";
            case Reply.Unavailable _ -> "unavailable";
        };
        return Timer.builder("hongyan.push.apns.latency")
                .tag("answer", answer)
                .publishPercentileHistogram()
                .register(meters);
    }

    private void tell(Reply reply) {
        switch (reply) {
            case Reply.Refused(String reason) -> LOG.warnf("APNs refuses an alert for good: reason=%s", reason);
            case Reply.Unavailable(String reason) -> {
                if (down.compareAndSet(false, true)) { // once, not for every alert that has to wait
                    LOG.warnf("APNs takes no alerts, they are tried again: reason=%s", reason);
                }
            }
            case Reply.Accepted() -> {
                if (down.compareAndSet(true, false)) {
                    LOG.info("APNs takes alerts again.");
                }
            }
            case Reply.TokenInvalid _ -> {
                // what happens every day
            }
        }
    }
}
