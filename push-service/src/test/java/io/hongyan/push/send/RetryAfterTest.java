package io.hongyan.push.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void itIsSecondsOrADate() {
        assertThat(RetryAfter.of("120", NOON)).isEqualTo(Duration.ofSeconds(120));
        assertThat(RetryAfter.of(" 0 ", NOON)).isEqualTo(Duration.ZERO);
        assertThat(RetryAfter.of("Thu, 01 Jan 2026 12:01:00 GMT", NOON)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void nobodyIsLeftAloneForLongerThanAnHour() {
        assertThat(RetryAfter.of("999999999999999999", NOON)).isEqualTo(RetryAfter.MAX);
        assertThat(RetryAfter.of("Fri, 01 Jan 2100 12:00:00 GMT", NOON)).isEqualTo(RetryAfter.MAX);
    }

    @Test
    void whatMakesNoSenseIsAsIfItWereNotThere() {
        assertThat(Stream.of(null, "", "-5", "soon", "9999999999999999999999", "Thu, 01 Jan 2026 11:00:00 GMT")
                        .map(header -> RetryAfter.of(header, NOON)))
                .containsOnly(Duration.ZERO);
    }
}
