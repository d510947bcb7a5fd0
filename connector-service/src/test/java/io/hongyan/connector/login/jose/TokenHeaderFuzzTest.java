package io.hongyan.connector.login.jose;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.hongyan.connector.TestConfigs;
import io.hongyan.connector.login.LoginConfig;
import io.hongyan.connector.login.TokenOutcome;
import io.hongyan.testkit.fuzz.FuzzTarget;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.PublicJsonWebKey;

/**
 * A token that nobody signed for us, as any stranger can send: it is unfit by its header, or names an algorithm, and is
 * then invalid whatever the key. It is never believed, and nothing is thrown.
 */
class TokenHeaderFuzzTest implements FuzzTarget {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final TokenCheck check = new TokenCheck(TestConfigs.of(LoginConfig.class, Map.of()));

    @Override
    public void check(byte[] input) {
        String token = new String(input, UTF_8);
        switch (TokenCheck.header(token)) {
            case TokenCheck.Header.Unfit unfit -> assertThat(unfit.sentence()).isNotBlank();
            case TokenCheck.Header.Signed signed -> {
                PublicJsonWebKey key = FuzzKeys.ours(signed.algorithm());
                assertThat(check.check(token, signed.algorithm(), key, NOON)).isInstanceOf(TokenOutcome.Invalid.class);
            }
        }
    }

    @Override
    public List<byte[]> seeds() {
        var stranger = new TestIssuer("strange");
        var claims = TestIssuer.claims("alice");
        return List.of(
                stranger.es256(claims).getBytes(UTF_8),
                stranger.edDsa(claims).getBytes(UTF_8),
                stranger.rs256(claims).getBytes(UTF_8),
                TestIssuer.unsigned(claims).getBytes(UTF_8),
                FuzzKeys.unsigned("{\"alg\":\"ES256\",\"kid\":\"k\"}", "{}").getBytes(UTF_8),
                FuzzKeys.unsigned("{\"alg\":1,\"kid\":[]}", "{}").getBytes(UTF_8),
                FuzzKeys.unsigned("[]", "[]").getBytes(UTF_8),
                FuzzKeys.unsigned("{\"alg\":\"ES256\",\"crit\":[\"b64\"],\"b64\":false}", "x")
                        .getBytes(UTF_8));
    }
}
