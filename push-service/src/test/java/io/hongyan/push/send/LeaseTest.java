package io.hongyan.push.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LeaseTest {

    private static final Instant UNTIL = Instant.parse("2026-11-28T12:00:30Z");
    private static final Lease LEASE = new Lease(UNTIL, Duration.ofSeconds(10));

    @Test
    void sendsWhatCanBeAnsweredAndRecordedBeforeItsEnd() {
        assertThat(LEASE.allowsSending(UNTIL.minusSeconds(30))).isTrue();
        assertThat(LEASE.allowsSending(UNTIL.minusSeconds(11))).isTrue();
    }

    @Test
    void leavesToOthersWhatTheyMayTakeUpBeforeTheAnswerIsRecorded() {
        assertThat(LEASE.allowsSending(UNTIL.minusSeconds(11).plusNanos(1))).isFalse();
        assertThat(LEASE.allowsSending(UNTIL.minusSeconds(10))).isFalse();
        assertThat(LEASE.allowsSending(UNTIL.plusSeconds(1))).isFalse();
    }
}
