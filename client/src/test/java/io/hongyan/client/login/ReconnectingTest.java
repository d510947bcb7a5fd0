package io.hongyan.client.login;

import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.proto.client.v1.Error;
import io.hongyan.proto.error.v1.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReconnectingTest {

    private static final double NO_LUCK = 1;

    @Test
    void brokenNetworkIsTriedAgainWithPausesThatDoubleUpToABound() {
        assertThat(Reconnecting.after(null, 0, false, NO_LUCK)).isEqualTo(login(500));
        assertThat(Reconnecting.after(null, 1, false, NO_LUCK)).isEqualTo(login(500));
        assertThat(Reconnecting.after(null, 2, false, NO_LUCK)).isEqualTo(login(1_000));
        assertThat(Reconnecting.after(null, 4, false, NO_LUCK)).isEqualTo(login(4_000));
        assertThat(Reconnecting.after(null, 1_000, false, NO_LUCK)).isEqualTo(login(30_000));
    }

    @Test
    void halfOfAPauseIsJitter() {
        assertThat(Reconnecting.pause(3, 0)).isEqualTo(Duration.ofMillis(1_000));
        assertThat(Reconnecting.pause(3, 0.5)).isEqualTo(Duration.ofMillis(1_500));
        assertThat(Reconnecting.pause(3, 1)).isEqualTo(Duration.ofMillis(2_000));
    }

    @Test
    void serverThatNamesATimeIsHeard() {
        Error busy = error(ErrorCode.ERROR_CODE_TOO_MANY_CONNECTIONS)
                .setRetry(true)
                .setRetryAfterMs(20_000)
                .build();

        assertThat(Reconnecting.after(busy, 1, false, NO_LUCK)).isEqualTo(login(20_000));
    }

    @Test
    void expiredTokenIsReplacedAtOnceTheFirstTime() {
        Error expired = error(ErrorCode.ERROR_CODE_TOKEN_EXPIRED).build();

        assertThat(Reconnecting.after(expired, 1, false, NO_LUCK)).isEqualTo(new Next.Login(Duration.ZERO, true));
        assertThat(Reconnecting.after(expired, 3, true, NO_LUCK))
                .isEqualTo(new Next.Login(Duration.ofMillis(2_000), true));
    }

    @Test
    void invalidTokenIsReplacedOnceAndANewOneThatIsInvalidEndsIt() {
        Error invalid = error(ErrorCode.ERROR_CODE_TOKEN_INVALID).build();

        assertThat(Reconnecting.after(invalid, 1, false, NO_LUCK))
                .isEqualTo(new Next.Login(Duration.ofMillis(500), true));
        assertThat(Reconnecting.after(invalid, 1, true, NO_LUCK)).isEqualTo(new Next.Stop("The server says so."));
    }

    @Test
    void tokenThatWasTakenBackIsReplacedOnce() {
        Error revoked = error(ErrorCode.ERROR_CODE_TOKEN_REVOKED).build();

        assertThat(Reconnecting.after(revoked, 1, false, NO_LUCK))
                .isEqualTo(new Next.Login(Duration.ofMillis(500), true));
        assertThat(Reconnecting.after(revoked, 1, true, NO_LUCK)).isEqualTo(new Next.Stop("The server says so."));
    }

    @Test
    void whatTheServerSaysNotToRepeatIsNotRepeated() {
        Error replaced = error(ErrorCode.ERROR_CODE_SESSION_REPLACED).build();

        assertThat(Reconnecting.after(replaced, 1, false, NO_LUCK)).isEqualTo(new Next.Stop("The server says so."));
    }

    @Test
    void codeOfANewerServerIsTriedAgain() {
        Error unknown = Error.newBuilder().setCodeValue(9_999).build();

        assertThat(Reconnecting.after(unknown, 1, false, NO_LUCK)).isEqualTo(login(500));
    }

    private static Next login(long afterMillis) {
        return new Next.Login(Duration.ofMillis(afterMillis), false);
    }

    private static Error.Builder error(ErrorCode code) {
        return Error.newBuilder().setCode(code).setMessage("The server says so.");
    }
}
