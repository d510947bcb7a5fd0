package io.hongyan.bench.push;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.hongyan.embedded.ApnsNotification;
import java.util.UUID;

/**
 * What Apple took for a phone.
 *
 * @param id the alert's
 * @param silent whether it shows nothing: what was read goes by it
 * @param seq the latest message that it tells of; 0 if it is silent
 * @param badge on the app
 * @param atMs when, in milliseconds since 1970 UTC
 */
record Shown(UUID id, boolean silent, long seq, long badge, long atMs) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Shown of(ApnsNotification notification, long atMs) {
        try {
            JsonNode payload = JSON.readTree(notification.payload());
            return new Shown(
                    UUID.fromString(payload.path("id").asText()),
                    !payload.path("kind").asText().equals("message"),
                    payload.path("seq").asLong(),
                    payload.path("aps").path("badge").asLong(-1),
                    atMs);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("This is no payload: " + notification, e);
        }
    }
}
