package io.hongyan.push.device;

import io.hongyan.proto.push.v1.PushProvider;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where an alert goes.
 *
 * @param provider who carries it
 * @param appId the app, which is the APNs topic
 * @param token the provider's token; for Web Push the endpoint
 * @param sandbox for APNs: whether the token is of a development build
 * @param webPush for Web Push: the keys; null for others
 * @param registeredAt when the device last registered
 */
public record Target(
        PushProvider provider,
        String appId,
        String token,
        boolean sandbox,
        @Nullable WebPushKeys webPush,
        Instant registeredAt) {

    /** Names provider and app only: a token is as good as an address, and stays out of logs. */
    @Override
    public String toString() {
        return "Target[provider=" + provider + ", appId=" + appId + "]";
    }
}
