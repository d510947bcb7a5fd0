package io.hongyan.history.media.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hongyan.history.media.Link;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signs links, and knows its own signatures: HMAC-SHA256 (RFC 2104). Processes with the same key know each other's. */
public final class Signer {

    /** The shortest key. */
    public static final int KEY_MIN = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    /** With a key of at least {@link #KEY_MIN} characters that nobody guesses. */
    public Signer(String key) {
        if (key.length() < KEY_MIN) {
            throw new IllegalArgumentException("hongyan.history.media.key must have at least %d characters, not %d."
                    .formatted(KEY_MIN, key.length()));
        }
        this.key = new SecretKeySpec(key.getBytes(UTF_8), ALGORITHM);
    }

    /** The signature of a link, as it stands in it. */
    public String sign(Link link) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac(link));
    }

    /** Whether a link has been signed here. Takes as long whatever is wrong. */
    public boolean isSigned(Link link, @Nullable String signature) {
        return signature != null && MessageDigest.isEqual(sign(link).getBytes(UTF_8), signature.getBytes(UTF_8));
    }

    private byte[] mac(Link link) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(link.signed().getBytes(UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("This JVM cannot do " + ALGORITHM + ".", e);
        }
    }
}
