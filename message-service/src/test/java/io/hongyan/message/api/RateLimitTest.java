package io.hongyan.message.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final RateLimit limit = new RateLimit(10, 2, NOON);

    @Test
    void burstGoesThroughAndThenOneMustWait() {
        assertThat(limit.take(NOON)).isEqualTo(Duration.ZERO);
        assertThat(limit.take(NOON)).isEqualTo(Duration.ZERO);
        assertThat(limit.take(NOON)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void bucketFillsSteadilyAndNoFurtherThanTheBurst() {
        limit.take(NOON);
        limit.take(NOON);

        assertThat(limit.take(NOON.plusMillis(100))).isEqualTo(Duration.ZERO);
        assertThat(limit.take(NOON.plusMillis(150))).isEqualTo(Duration.ofMillis(50));
        assertThat(limit.take(NOON.plusSeconds(60))).isEqualTo(Duration.ZERO);
        assertThat(limit.take(NOON.plusSeconds(60))).isEqualTo(Duration.ZERO);
        assertThat(limit.take(NOON.plusSeconds(60))).isPositive();
    }

    @Test
    void clockThatGoesBackGivesNothing() {
        limit.take(NOON);
        limit.take(NOON);

        assertThat(limit.take(NOON.minusSeconds(60))).isEqualTo(Duration.ofMillis(100));
    }
}
