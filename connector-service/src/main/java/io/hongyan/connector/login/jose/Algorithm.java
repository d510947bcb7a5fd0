package io.hongyan.connector.login.jose;

import java.security.Key;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jspecify.annotations.Nullable;

/** The algorithms that are accepted. All have two keys: who verifies cannot sign. */
enum Algorithm {
    RS256(AlgorithmIdentifiers.RSA_USING_SHA256),
    ES256(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256),
    EDDSA(AlgorithmIdentifiers.EDDSA);

    private final String id;

    Algorithm(String id) {
        this.id = id;
    }

    /** The one that a token's header names, or null: also if what is there is not even a string. */
    static @Nullable Algorithm of(@Nullable Object id) {
        for (Algorithm algorithm : values()) {
            if (algorithm.id.equals(id)) {
                return algorithm;
            }
        }
        return null;
    }

    String id() {
        return id;
    }

    boolean fits(PublicJsonWebKey jwk) {
        Key key = jwk.getPublicKey();
        boolean ofType = switch (this) {
            case RS256 -> key instanceof RSAPublicKey;
            case ES256 -> key instanceof ECPublicKey;
            case EDDSA -> key instanceof EdECPublicKey;
        };
        return ofType && (jwk.getAlgorithm() == null || jwk.getAlgorithm().equals(id));
    }
}
