package io.hongyan.connector.login.jose;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.Base64;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** One key of each kind, and tokens put together byte by byte, which no library would make. */
final class FuzzKeys {

    private static final PublicJsonWebKey RSA;
    private static final PublicJsonWebKey EC;
    private static final PublicJsonWebKey ED;

    static {
        try {
            RSA = RsaJwkGenerator.generateJwk(2048);
            EC = EcJwkGenerator.generateJwk(EllipticCurves.P256);
            ED = OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private FuzzKeys() {}

    static PublicJsonWebKey ours(Algorithm algorithm) {
        return switch (algorithm) {
            case RS256 -> RSA;
            case ES256 -> EC;
            case EDDSA -> ED;
        };
    }

    /** A token with this header and payload, and something in the place of the signature. */
    static String unsigned(String header, String payload) {
        return base64(header.getBytes(UTF_8)) + "." + base64(payload.getBytes(UTF_8)) + ".AAAA";
    }

    /** A token with this header and payload, truly signed with our Ed25519 key. */
    static String signed(byte[] header, byte[] payload) {
        String input = base64(header) + "." + base64(payload);
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(ED.getPrivateKey());
            signature.update(input.getBytes(US_ASCII));
            return input + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
