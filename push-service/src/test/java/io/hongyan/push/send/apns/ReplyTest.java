package io.hongyan.push.send.apns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReplyTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void whatApnsSaysHasOneMeaning() {
        assertThat(Reply.of(200, "", null)).isEqualTo(new Reply.Accepted());
        assertThat(Reply.of(410, "Unregistered", NOON)).isEqualTo(new Reply.TokenInvalid(NOON));
        assertThat(Reply.of(410, "ExpiredToken", NOON)).isEqualTo(new Reply.TokenInvalid(NOON));
        assertThat(Reply.of(400, "BadDeviceToken", null)).isEqualTo(new Reply.TokenInvalid(null));
        assertThat(Reply.of(400, "DeviceTokenNotForTopic", null))
                .isEqualTo(new Reply.Refused("DeviceTokenNotForTopic"));
        assertThat(Reply.of(413, "PayloadTooLarge", null)).isEqualTo(new Reply.Refused("PayloadTooLarge"));
        assertThat(Reply.of(403, "InvalidProviderToken", null))
                .isEqualTo(new Reply.Unavailable("InvalidProviderToken"));
        assertThat(Reply.of(429, "TooManyRequests", null)).isEqualTo(new Reply.Unavailable("TooManyRequests"));
        assertThat(Reply.of(503, "Shutdown", null)).isEqualTo(new Reply.Unavailable("Shutdown"));
    }

    @Test
    void aLongConversationIdHasAStandInThatFits() {
        String longest = "d:" + "a".repeat(64) + ":" + "b".repeat(64);

        assertThat(CollapseId.of("d:alice:bob")).isEqualTo("d:alice:bob");
        assertThat(CollapseId.of(longest)).hasSizeLessThanOrEqualTo(64).startsWith("h:");
        assertThat(CollapseId.of(longest)).isEqualTo(CollapseId.of(longest)).isNotEqualTo(CollapseId.of(longest + "b"));
    }
}
