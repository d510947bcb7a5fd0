package io.hongyan.connector.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.error.v1.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class OffencesTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String THERE = "192.0.2.1";

    private final Offences offences = new Offences(new Offences.Bounds(3, 60, Duration.ofMinutes(1), 2));

    @Test
    void oneMoreOffenceThanAllowedHasTheAddressRefusedForAWhile() {
        boolean[] refused = new boolean[4];
        for (int i = 0; i < refused.length; i++) {
            refused[i] = offences.offended(THERE, NOON);
        }

        assertThat(refused).containsExactly(false, false, false, true);
        assertThat(offences.refuses(THERE, NOON.plusSeconds(59))).isTrue();
        assertThat(offences.refuses("192.0.2.2", NOON)).isFalse();
        assertThat(offences.refuses(THERE, NOON.plusSeconds(60))).isFalse();
    }

    @Test
    void offencesAreForgottenWithTime() {
        for (int second = 0; second < 100; second++) {
            assertThat(offences.offended(THERE, NOON.plusSeconds(second))).isFalse();
        }
    }

    @Test
    void whoeverLogsInMakesUpForAnOffence() {
        for (int i = 0; i < 100; i++) {
            assertThat(offences.offended(THERE, NOON)).isFalse();
            offences.forgive(THERE, NOON);
        }

        assertThat(offences.size()).isZero();
    }

    @Test
    void aLoginDoesNotEndARefusal() {
        for (int i = 0; i < 4; i++) {
            offences.offended(THERE, NOON);
        }
        for (int i = 0; i < 10; i++) {
            offences.forgive(THERE, NOON);
        }

        assertThat(offences.refuses(THERE, NOON.plusSeconds(1))).isTrue();
    }

    @Test
    void noMoreAddressesAreRememberedThanAllowedAndTheLeastRecentGoesFirst() {
        for (int i = 0; i < 4; i++) {
            offences.offended(THERE, NOON);
        }
        offences.offended("192.0.2.2", NOON);
        offences.refuses(THERE, NOON); // looked at, hence recent
        offences.offended("192.0.2.3", NOON);

        assertThat(offences.size()).isEqualTo(2);
        assertThat(offences.refuses(THERE, NOON)).isTrue();
    }

    @Test
    void withoutABoundNobodyIsRefused() {
        var lenient = new Offences(new Offences.Bounds(0, 1, Duration.ofMinutes(1), 2));

        for (int i = 0; i < 1_000; i++) {
            lenient.offended(THERE, NOON);
        }

        assertThat(lenient.refuses(THERE, NOON)).isFalse();
        assertThat(lenient.size()).isZero();
    }

    /** What happens to honest phones is none: an expired token, a lost network, a server that leaves. */
    @Test
    void whatHonestClientsMeetIsNoOffence() {
        assertThat(Offences.isOffence(ErrorCode.ERROR_CODE_MALFORMED_FRAME)).isTrue();
        assertThat(Offences.isOffence(ErrorCode.ERROR_CODE_TOKEN_INVALID)).isTrue();
        assertThat(Offences.isOffence(ErrorCode.ERROR_CODE_TOKEN_EXPIRED)).isFalse();
        assertThat(Offences.isOffence(ErrorCode.ERROR_CODE_HEARTBEAT_TIMEOUT)).isFalse();
        assertThat(Offences.isOffence(ErrorCode.ERROR_CODE_SESSION_REPLACED)).isFalse();
        assertThat(Offences.isOffence(ErrorCode.ERROR_CODE_GOING_AWAY)).isFalse();
    }
}
