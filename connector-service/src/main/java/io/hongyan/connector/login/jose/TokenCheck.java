package io.hongyan.connector.login.jose;

import io.hongyan.connector.login.LoginConfig;
import io.hongyan.connector.login.TokenOutcome;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jose4j.jca.ProviderContext;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Checks one token against keys at hand. Verifying a signature costs 0.1 to 1 ms: not for event loops. */
final class TokenCheck {

    private static final Pattern USER_ID = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final int TOKEN_LENGTH_MAX = 16_384;

    private final LoginConfig config;
    private final ProviderContext provider = Signatures.provider();

    TokenCheck(LoginConfig config) {
        this.config = config;
    }

    /** What a token's header asks for, before anything of it is believed. */
    sealed interface Header {

        /** It is to be verified with such a key. */
        record Signed(Algorithm algorithm, @Nullable String keyId) implements Header {}

        /** It cannot be good. */
        record Unfit(String sentence) implements Header {}
    }

    static Header header(String token) {
        if (token.isEmpty()) {
            return new Header.Unfit("the token is missing");
        }
        if (token.length() > TOKEN_LENGTH_MAX) {
            return new Header.Unfit("the token has more than " + TOKEN_LENGTH_MAX + " characters");
        }
        try {
            var signature = new JsonWebSignature();
            signature.setCompactSerialization(token);
            Object keyId = signature.getHeaders().getObjectHeaderValue(HeaderParameterNames.KEY_ID);
            if (keyId != null && !(keyId instanceof String)) {
                return new Header.Unfit("the key id (kid) of the token is not a string");
            }
            Algorithm algorithm =
                    Algorithm.of(signature.getHeaders().getObjectHeaderValue(HeaderParameterNames.ALGORITHM));
            return algorithm == null
                    ? new Header.Unfit("the algorithm of the token is not one of RS256, ES256 and EdDSA")
                    : new Header.Signed(algorithm, (String) keyId);
        } catch (JoseException e) {
            return new Header.Unfit("the token is not a signed JWT");
        }
    }

    TokenOutcome check(String token, Algorithm algorithm, PublicJsonWebKey key, Instant now) {
        try {
            return accept(consumer(algorithm, key, now).processToClaims(token));
        } catch (InvalidJwtException e) {
            return refuse(e);
        } catch (MalformedClaimException e) {
            return new TokenOutcome.Invalid("the subject of the token is not a string");
        } catch (ArithmeticException e) { // of a time such as 1e300, which the library converts without looking
            return new TokenOutcome.Invalid("a time in the token is beyond every calendar");
        }
    }

    private TokenOutcome accept(JwtClaims claims) throws MalformedClaimException {
        String subject = claims.getSubject();
        if (!USER_ID.matcher(subject).matches()) {
            return new TokenOutcome.Invalid("the subject of the token is not 1 to 64 characters of [A-Za-z0-9._@-]");
        }
        NumericDate issued = claims.getIssuedAt();
        return new TokenOutcome.Verified(
                subject,
                issued == null ? Instant.MIN : Instant.ofEpochMilli(issued.getValueInMillis()),
                Instant.ofEpochMilli(claims.getExpirationTime().getValueInMillis())
                        .plus(config.leeway()));
    }

    private TokenOutcome refuse(InvalidJwtException e) {
        if (e.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
            return new TokenOutcome.Invalid("the signature of the token does not fit the issuer's key");
        }
        if (e.hasErrorCode(ErrorCodes.ISSUER_INVALID) || e.hasErrorCode(ErrorCodes.ISSUER_MISSING)) {
            return new TokenOutcome.Invalid("the issuer (iss) of the token is not " + config.issuer());
        }
        if (e.hasErrorCode(ErrorCodes.AUDIENCE_INVALID) || e.hasErrorCode(ErrorCodes.AUDIENCE_MISSING)) {
            return new TokenOutcome.Invalid("the audience (aud) of the token is not " + config.audience());
        }
        if (e.hasErrorCode(ErrorCodes.SUBJECT_MISSING)) {
            return new TokenOutcome.Invalid("the token has no subject (sub)");
        }
        if (e.hasErrorCode(ErrorCodes.EXPIRATION_MISSING)) {
            return new TokenOutcome.Invalid("the token has no expiry (exp)");
        }
        if (e.hasErrorCode(ErrorCodes.NOT_YET_VALID)) {
            return new TokenOutcome.Invalid("the token is not valid yet (nbf)");
        }
        return e.hasExpired() // last: what was never good has not expired either
                ? new TokenOutcome.Expired()
                : new TokenOutcome.Invalid("the token is not a JWT that could be read");
    }

    private JwtConsumer consumer(Algorithm algorithm, PublicJsonWebKey key, Instant now) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, algorithm.id()))
                .setVerificationKey(key.getPublicKey())
                .setJwsProviderContext(provider)
                .setExpectedIssuer(config.issuer())
                .setExpectedAudience(config.audience())
                .setRequireSubject()
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds((int) config.leeway().toSeconds())
                .setEvaluationTime(NumericDate.fromMilliseconds(now.toEpochMilli()))
                .build();
    }
}
