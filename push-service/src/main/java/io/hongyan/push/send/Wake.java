package io.hongyan.push.send;

import java.time.Instant;
import java.util.SortedMap;
import java.util.UUID;

/**
 * A push that shows nothing and wakes an app: no alert, and no decision.
 *
 * @param kind how
 * @param id by which the app can tell repetitions
 * @param appId the app: for APNs the bundle id
 * @param token the device's token of that kind
 * @param sandbox for APNs: whether the token is of a development build
 * @param data what the app is told
 * @param usefulUntil when the provider is to give up
 */
public record Wake(
        Kind kind,
        UUID id,
        String appId,
        String token,
        boolean sandbox,
        SortedMap<String, String> data,
        Instant usefulUntil) {

    /** The ways to wake an app. */
    public enum Kind {
        /** When it suits the phone. */
        BACKGROUND,
        /** At once, for a call. */
        VOIP
    }

    /** Leaves out where to and what: both stay out of logs. */
    @Override
    public String toString() {
        return "Wake[kind=" + kind + ", id=" + id + ", appId=" + appId + "]";
    }
}
