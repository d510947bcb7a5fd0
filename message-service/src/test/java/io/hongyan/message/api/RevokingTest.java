package io.hongyan.message.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.error.v1.ErrorCode;
import io.hongyan.proto.revocations.v1.Revocation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RevokingTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Caller DESK = caller(true);

    @Test
    void whatWasIssuedUntilNowIsTakenBack() {
        assertThat(Revoking.decide(DESK, "u.ann", null, NOON))
                .isEqualTo(new Revoking.Accepted(Revocation.newBuilder()
                        .setUserId("u.ann")
                        .setIssuedBeforeMs(NOON.toEpochMilli())
                        .setTimeMs(NOON.toEpochMilli())
                        .setRevokedBy("desk")
                        .build()));
    }

    @Test
    void momentCanBeGiven() {
        assertThat(Revoking.decide(DESK, "u.ann", 7L, NOON))
                .isInstanceOfSatisfying(
                        Revoking.Accepted.class,
                        accepted -> assertThat(accepted.revocation().getIssuedBeforeMs())
                                .isEqualTo(7));
    }

    @Test
    void momentIsNotFarAhead() {
        long fiveMinutes = NOON.plusSeconds(300).toEpochMilli();

        assertThat(code(DESK, "u.ann", fiveMinutes)).isNull();
        assertThat(code(DESK, "u.ann", fiveMinutes + 1)).isEqualTo(ErrorCode.ERROR_CODE_INVALID_ARGUMENT);
        assertThat(code(DESK, "u.ann", -1L)).isEqualTo(ErrorCode.ERROR_CODE_INVALID_ARGUMENT);
    }

    @Test
    void onlyWhoMayRevokeMayAndOnlyForItsUsers() {
        assertThat(code(caller(false), "u.ann", null)).isEqualTo(ErrorCode.ERROR_CODE_NOT_ALLOWED);
        assertThat(code(DESK, "bot", null)).isEqualTo(ErrorCode.ERROR_CODE_NOT_ALLOWED);
        assertThat(code(DESK, "u ann", null)).isEqualTo(ErrorCode.ERROR_CODE_INVALID_ARGUMENT);
    }

    private static Caller caller(boolean mayRevoke) {
        return new Caller("desk", List.of("u.*"), mayRevoke, new RateLimit(1, 1, NOON));
    }

    private static @Nullable ErrorCode code(Caller caller, String userId, @Nullable Long issuedBeforeMs) {
        return Revoking.decide(caller, userId, issuedBeforeMs, NOON) instanceof Revoking.Refused(Outcome.Failed why)
                ? why.code()
                : null;
    }
}
