package io.hongyan.connector.login.jose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.connector.TestConfigs;
import io.hongyan.connector.login.LoginConfig;
import io.hongyan.connector.login.TokenOutcome;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that used to end in INTERNAL, as fuzzing found: each is the client's mistake, and is told as that. */
class TokenCheckTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"alg\":1}",
                "{\"alg\":[\"ES256\"]}",
                "{\"alg\":{}}",
                "{\"alg\":\"EdDSA\",\"kid\":7}",
                "[]",
                "7"
            })
    void aHeaderWithoutTextWhereTextBelongsIsUnfit(String header) {
        assertThat(TokenCheck.header(FuzzKeys.unsigned(header, "{}"))).isInstanceOf(TokenCheck.Header.Unfit.class);
    }

    @Test
    void aHeaderThatIsNoTextIsUnfit() {
        String notUtf8 = Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[] {-1, -2, 0, '{'});

        assertThat(TokenCheck.header(notUtf8 + ".e30.AAAA")).isInstanceOf(TokenCheck.Header.Unfit.class);
    }

    @Test
    void aTimeBeyondEveryCalendarIsInvalid() {
        String claims = "{\"iss\":\"hongyan\",\"aud\":\"hongyan\",\"sub\":\"alice\",\"exp\":1e300}";
        String token = FuzzKeys.signed("{\"alg\":\"EdDSA\"}".getBytes(UTF_8), claims.getBytes(UTF_8));

        TokenOutcome outcome = new TokenCheck(TestConfigs.of(LoginConfig.class, Map.of()))
                .check(token, Algorithm.EDDSA, FuzzKeys.ours(Algorithm.EDDSA), NOON);

        assertThat(outcome).isEqualTo(new TokenOutcome.Invalid("a time in the token is beyond every calendar"));
    }
}
