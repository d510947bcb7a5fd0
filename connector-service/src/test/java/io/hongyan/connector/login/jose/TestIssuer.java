package io.hongyan.connector.login.jose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.OctJwkGenerator;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Makes keys and tokens, good and bad. */
public final class TestIssuer {

    private final PublicJsonWebKey rsa;
    private final PublicJsonWebKey ec;
    private final PublicJsonWebKey ed;

    public TestIssuer(String name) {
        try {
            rsa = named(RsaJwkGenerator.generateJwk(2048), name + "-rsa");
            ec = named(EcJwkGenerator.generateJwk(EllipticCurves.P256), name + "-ec");
            ed = named(OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519), name + "-ed");
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PublicJsonWebKey named(PublicJsonWebKey key, String id) {
        key.setKeyId(id);
        return key;
    }

    public String jwks() {
        return new JsonWebKeySet(rsa, ec, ed).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    public Path writeJwks(Path file) {
        try {
            return Files.writeString(file, jwks());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String rsaPem() {
        return "-----BEGIN PUBLIC KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(rsa.getPublicKey().getEncoded())
                + "\n-----END PUBLIC KEY-----\n";
    }

    /** Claims as they should be, for an hour. */
    public static JwtClaims claims(String user) {
        var claims = new JwtClaims();
        claims.setIssuer("hongyan");
        claims.setAudience("hongyan");
        claims.setSubject(user);
        claims.setExpirationTimeMinutesInTheFuture(60);
        return claims;
    }

    /** A good token. */
    public String token(String user) {
        return es256(claims(user));
    }

    /** A token that is good for so many seconds more, or was until so many seconds ago. */
    public String tokenExpiring(String user, int inSeconds) {
        JwtClaims claims = claims(user);
        NumericDate when = NumericDate.now();
        when.addSeconds(inSeconds);
        claims.setExpirationTime(when);
        return es256(claims);
    }

    public String es256(JwtClaims claims) {
        return sign(claims, "ES256", ec.getPrivateKey(), ec.getKeyId());
    }

    String rs256(JwtClaims claims) {
        return sign(claims, "RS256", rsa.getPrivateKey(), rsa.getKeyId());
    }

    String rs512(JwtClaims claims) {
        return sign(claims, "RS512", rsa.getPrivateKey(), rsa.getKeyId());
    }

    String edDsa(JwtClaims claims) {
        return sign(claims, AlgorithmIdentifiers.EDDSA, ed.getPrivateKey(), ed.getKeyId());
    }

    /** Signed by us, in the name of another's key. */
    public String es256Named(JwtClaims claims, String keyId) {
        return sign(claims, "ES256", ec.getPrivateKey(), keyId);
    }

    String ecKeyId() {
        return ec.getKeyId();
    }

    /** The old trick: the public key, which everybody has, taken as the secret of HS256. */
    String hs256WithPublicKey(JwtClaims claims) {
        Key secret = new org.jose4j.keys.HmacKey(((RSAPublicKey) rsa.getPublicKey()).getEncoded());
        return sign(claims, "HS256", secret, rsa.getKeyId());
    }

    String hs256(JwtClaims claims) {
        return sign(claims, "HS256", OctJwkGenerator.generateJwk(256).getKey(), rsa.getKeyId());
    }

    public static String unsigned(JwtClaims claims) {
        var signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.NONE);
        signature.setPayload(claims.toJson());
        return serialized(signature);
    }

    private static String sign(JwtClaims claims, String algorithm, Key key, String keyId) {
        var signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setKeyIdHeaderValue(keyId);
        signature.setKey(key);
        signature.setPayload(claims.toJson());
        return serialized(signature);
    }

    private static String serialized(JsonWebSignature signature) {
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
