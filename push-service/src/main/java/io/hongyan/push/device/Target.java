package io.hongyan.push.device;

import java.time.Instant;

/**
 * Where an alert goes.
 *
 * @param appId the app, which is the APNs topic
 * @param token the provider's token
 * @param registeredAt when the device last registered
 */
public record Target(String appId, String token, Instant registeredAt) {

    /** Names the app only: a token is as good as an address, and stays out of logs. */
    @Override
    public String toString() {
        return "Target[appId=" + appId + "]";
    }
}
