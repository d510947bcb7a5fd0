package io.hongyan.connector.login.jose;

import java.util.List;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jspecify.annotations.Nullable;

/** The issuer's keys as they were when last read. */
record Keys(List<PublicJsonWebKey> all) {

    /** None, as before the first reading. */
    static final Keys NONE = new Keys(List.of());

    Keys {
        all = List.copyOf(all);
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    /** The key that a token names, or the only one that fits if it names none. Null if there is no such one. */
    @Nullable
    PublicJsonWebKey find(@Nullable String keyId, Algorithm algorithm) {
        List<PublicJsonWebKey> fitting = all.stream()
                .filter(algorithm::fits)
                .filter(key -> keyId == null || key.getKeyId() == null || keyId.equals(key.getKeyId()))
                .toList();
        if (keyId != null) {
            for (PublicJsonWebKey key : fitting) {
                if (keyId.equals(key.getKeyId())) {
                    return key;
                }
            }
        }
        return fitting.size() == 1 ? fitting.getFirst() : null;
    }

    /** Whether a key may be used to verify signatures at all. */
    static boolean verifies(JsonWebKey key) {
        return key instanceof PublicJsonWebKey && (key.getUse() == null || "sig".equals(key.getUse()));
    }
}
