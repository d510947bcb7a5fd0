package io.hongyan.launcher.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hongyan.launcher.LauncherException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenIssuerTest {

    private static final InstantSource NOON = InstantSource.fixed(Instant.parse("2026-06-01T12:00:00Z"));

    @TempDir
    Path folder;

    @Test
    void whoHasThePublicKeysCanCheckTheToken() throws Exception {
        Path jwks = folder.resolve("jwks.json");

        String token = TokenIssuer.at(jwks, NOON).token("alice");

        JwtClaims claims = check(jwks, token);
        assertThat(claims.getSubject()).isEqualTo("alice");
        assertThat(claims.getIssuer()).isEqualTo(TokenIssuer.ISSUER);
        assertThat(claims.getExpirationTime().getValueInMillis())
                .isEqualTo(Instant.parse("2026-06-02T12:00:00Z").toEpochMilli());
    }

    @Test
    void theKeyOutlivesTheIssuer() throws Exception {
        Path jwks = folder.resolve("jwks.json");
        String token = TokenIssuer.at(jwks, NOON).token("alice");

        TokenIssuer.at(jwks, NOON);

        assertThat(check(jwks, token).getSubject()).isEqualTo("alice");
    }

    @Test
    void thePrivateKeyIsForItsOwnerAndNotInThePublicFile() throws Exception {
        Path jwks = folder.resolve("jwks.json");

        TokenIssuer.at(jwks, NOON);

        assertThat(Files.readString(jwks)).doesNotContain("\"d\"");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("private-key.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void nobodyGetsATokenUnderANameThatNoUserCanHave() {
        var issuer = TokenIssuer.at(folder.resolve("jwks.json"), NOON);

        assertThatThrownBy(() -> issuer.token("a:b"))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("'a:b' cannot be a user");
    }

    private static JwtClaims check(Path jwks, String token) throws Exception {
        var keys = new JsonWebKeySet(Files.readString(jwks)).getJsonWebKeys();
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys))
                .setExpectedAudience(TokenIssuer.AUDIENCE)
                .setEvaluationTime(NumericDate.fromMilliseconds(NOON.millis()))
                .build()
                .processToClaims(token);
    }
}
