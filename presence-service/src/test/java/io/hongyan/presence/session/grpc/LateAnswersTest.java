package io.hongyan.presence.session.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LateAnswersTest {

    @Test
    void theTimeACallerWaitsIsReadInAnyUnit() {
        assertThat(LateAnswers.parse("2H")).isEqualTo(Duration.ofHours(2));
        assertThat(LateAnswers.parse("3M")).isEqualTo(Duration.ofMinutes(3));
        assertThat(LateAnswers.parse("4S")).isEqualTo(Duration.ofSeconds(4));
        assertThat(LateAnswers.parse("500m")).isEqualTo(Duration.ofMillis(500));
        assertThat(LateAnswers.parse("99999999u")).isEqualTo(Duration.ofNanos(99_999_999_000L));
        assertThat(LateAnswers.parse("7n")).isEqualTo(Duration.ofNanos(7));
    }

    @Test
    void anythingElseIsNoTime() {
        assertThat(LateAnswers.parse("")).isZero();
        assertThat(LateAnswers.parse("123456789m")).isZero();
        assertThat(LateAnswers.parse("5x")).isZero();
    }
}
