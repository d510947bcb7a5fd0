package io.hongyan.launcher.issuer;

import io.hongyan.launcher.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.regex.Pattern;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/**
 * Issues tokens to anybody who asks: for development only. The key is made at first use and kept, so that tokens outlive
 * restarts; connectors read its public half.
 */
public final class TokenIssuer {

    /** The {@code iss} of these tokens. */
    public static final String ISSUER = "hongyan-development";

    /** The {@code aud} of these tokens. */
    public static final String AUDIENCE = "hongyan";

    private static final Duration VALID_FOR = Duration.ofHours(24);
    private static final Pattern USER_ID = Pattern.compile("[A-Za-z0-9._@-]{1,64}");

    private final EllipticCurveJsonWebKey key;
    private final InstantSource clock;

    private TokenIssuer(EllipticCurveJsonWebKey key, InstantSource clock) {
        this.key = key;
        this.clock = clock;
    }

    /**
     * The issuer whose public key stands in a file; key and file are made if they are missing.
     *
     * @param jwks where connectors read the public key; the private one is beside it, for this user only
     */
    public static TokenIssuer at(Path jwks, InstantSource clock) {
        Path privateKey = jwks.resolveSibling("private-key.json");
        try {
            Files.createDirectories(jwks.getParent());
            if (!Files.exists(privateKey)) {
                makeKey(jwks, privateKey);
            }
            var key = (EllipticCurveJsonWebKey) JsonWebKey.Factory.newJwk(Files.readString(privateKey));
            return new TokenIssuer(key, clock);
        } catch (IOException | JoseException e) {
            throw new LauncherException(
                    "The development key in %s cannot be used: %s. Remove that folder to have a new one made."
                            .formatted(jwks.getParent(), e.getMessage()),
                    e);
        }
    }

    /**
     * A token for a user, good for a day.
     *
     * @throws LauncherException if no user can have this id
     */
    public String token(String userId) {
        return token(userId, VALID_FOR);
    }

    /** A token that is good for the given time from now, or has been expired for it if that is negative. */
    public String token(String userId, Duration validFor) {
        if (!USER_ID.matcher(userId).matches()) {
            throw new LauncherException(
                    "'%s' cannot be a user: 1 to 64 characters of A-Z a-z 0-9 . _ @ - are.".formatted(userId));
        }
        var claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience(AUDIENCE);
        claims.setSubject(userId);
        claims.setIssuedAt(NumericDate.fromMilliseconds(clock.millis()));
        claims.setExpirationTime(
                NumericDate.fromMilliseconds(clock.instant().plus(validFor).toEpochMilli()));
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new LauncherException("A token for %s cannot be signed: %s".formatted(userId, e.getMessage()), e);
        }
    }

    private static void makeKey(Path jwks, Path privateKey) throws IOException, JoseException {
        EllipticCurveJsonWebKey made = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        made.setKeyId("development-1");
        made.setUse("sig");
        made.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
        Files.writeString(jwks, new JsonWebKeySet(made).toJson(OutputControlLevel.PUBLIC_ONLY));
        Files.createFile(
                privateKey, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(privateKey, made.toJson(OutputControlLevel.INCLUDE_PRIVATE));
    }
}
