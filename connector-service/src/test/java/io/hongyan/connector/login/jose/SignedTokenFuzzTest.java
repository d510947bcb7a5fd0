package io.hongyan.connector.login.jose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.connector.TestConfigs;
import io.hongyan.connector.login.LoginConfig;
import io.hongyan.connector.login.TokenOutcome;
import io.hongyan.testkit.fuzz.FuzzTarget;
import io.hongyan.testkit.fuzz.Pieces;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A token that the issuer signed, with whatever header (first piece) and claims (second piece): it is believed, and then
 * names a user who can be one, and a time to come; or it is expired or invalid. Nothing is thrown.
 */
class SignedTokenFuzzTest implements FuzzTarget {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String HEADER = "{\"alg\":\"EdDSA\"}";

    private final LoginConfig config = TestConfigs.of(LoginConfig.class, Map.of());
    private final TokenCheck check = new TokenCheck(config);

    @Override
    public void check(byte[] input) {
        List<byte[]> pieces = Pieces.of(input, 2);
        if (pieces.size() < 2) {
            return;
        }
        byte[] header = pieces.get(0).length == 0 ? HEADER.getBytes(UTF_8) : pieces.get(0);
        String token = FuzzKeys.signed(header, pieces.get(1));

        if (TokenCheck.header(token) instanceof TokenCheck.Header.Signed(Algorithm algorithm, var _)) {
            TokenOutcome outcome = check.check(token, algorithm, FuzzKeys.ours(algorithm), NOON);

            assertThat(outcome).isNotInstanceOf(TokenOutcome.Unavailable.class);
            if (outcome instanceof TokenOutcome.Verified(String user, Instant _, Instant expires)) {
                assertThat(algorithm).isEqualTo(Algorithm.EDDSA);
                assertThat(user).matches("[A-Za-z0-9._@-]{1,64}");
                assertThat(expires).isAfterOrEqualTo(NOON);
            }
        }
    }

    @Override
    public List<byte[]> seeds() {
        return List.of(
                token(HEADER, claims("\"alice\"", "1767272400")),
                token(HEADER, claims("\"alice\"", "1767272400.5")),
                token(HEADER, claims("\"alice\"", "1e300")),
                token(HEADER, claims("[\"alice\"]", "\"soon\"")),
                token(HEADER, claims("\"\"", "0")),
                token(HEADER, "{\"iss\":7,\"aud\":[1,\"hongyan\"],\"sub\":null,\"exp\":-1,\"nbf\":\"x\",\"iat\":{}}"),
                token(HEADER, claims("\"alice\"", "1767272400").replace("\"nbf\":1", "\"nbf\":1e300")),
                token(HEADER, claims("\"alice\"", "1767272400").replace("\"nbf\":1", "\"iat\":-1e300")),
                token(HEADER, "[]"),
                token(HEADER, ""),
                token("{\"alg\":\"EdDSA\",\"kid\":\"k\",\"crit\":[\"exp\"]}", claims("\"alice\"", "1767272400")));
    }

    private static byte[] token(String header, String claims) {
        return Pieces.join(header.getBytes(UTF_8), claims.getBytes(UTF_8));
    }

    private static String claims(String subject, String expiry) {
        return "{\"iss\":\"hongyan\",\"aud\":\"hongyan\",\"sub\":" + subject + ",\"exp\":" + expiry + ",\"nbf\":1}";
    }
}
