package io.hongyan.embedded;

import org.jspecify.annotations.Nullable;

/**
 * What Apple would have received for one device.
 *
 * @param token the device token, lower-case hexadecimal as sent
 * @param topic the app's bundle id
 * @param apnsId {@code apns-id}: the sender's id of this notification
 * @param collapseId {@code apns-collapse-id}: a later one with the same id replaces this one on the phone
 * @param pushType {@code alert}, {@code background} …
 * @param priority 10 (now), 5 (when convenient) or 1
 * @param expiration seconds since the epoch after which Apple stops trying; 0 means try once
 * @param payload the JSON body
 */
public record ApnsNotification(
        String token,
        String topic,
        @Nullable String apnsId,
        @Nullable String collapseId,
        @Nullable String pushType,
        @Nullable String priority,
        @Nullable String expiration,
        String payload) {}
