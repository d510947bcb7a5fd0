package io.hongyan.push.send.apns;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.push.send.Reply;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ApnsReplyTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void whatApnsSaysHasOneMeaning() {
        assertThat(ApnsReply.of(200, "", null)).isEqualTo(new Reply.Accepted());
        assertThat(ApnsReply.of(410, "Unregistered", NOON)).isEqualTo(new Reply.TokenInvalid(NOON));
        assertThat(ApnsReply.of(410, "ExpiredToken", NOON)).isEqualTo(new Reply.TokenInvalid(NOON));
        assertThat(ApnsReply.of(400, "BadDeviceToken", null)).isEqualTo(new Reply.TokenInvalid(null));
        assertThat(ApnsReply.of(400, "DeviceTokenNotForTopic", null))
                .isEqualTo(new Reply.Refused("DeviceTokenNotForTopic"));
        assertThat(ApnsReply.of(413, "PayloadTooLarge", null)).isEqualTo(new Reply.Refused("PayloadTooLarge"));
        assertThat(ApnsReply.of(403, "InvalidProviderToken", null))
                .isEqualTo(new Reply.Unavailable("InvalidProviderToken"));
        assertThat(ApnsReply.of(429, "TooManyRequests", null)).isEqualTo(new Reply.Busy("TooManyRequests"));
        assertThat(ApnsReply.of(429, "TooManyProviderTokenUpdates", null))
                .isEqualTo(new Reply.Unavailable("TooManyProviderTokenUpdates"));
        assertThat(ApnsReply.of(503, "Shutdown", null)).isEqualTo(new Reply.Unavailable("Shutdown"));
    }

    @Test
    void aLongConversationIdHasAStandInThatFits() {
        String longest = "d:" + "a".repeat(64) + ":" + "b".repeat(64);

        assertThat(CollapseId.of("d:alice:bob")).isEqualTo("d:alice:bob");
        assertThat(CollapseId.of(longest)).hasSizeLessThanOrEqualTo(64).startsWith("h:");
        assertThat(CollapseId.of(longest)).isEqualTo(CollapseId.of(longest)).isNotEqualTo(CollapseId.of(longest + "b"));
    }
}
