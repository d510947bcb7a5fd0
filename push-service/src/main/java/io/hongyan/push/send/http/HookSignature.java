package io.hongyan.push.send.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests, so that whoever gets them knows that they are ours and new: {@code v1=} and the HMAC-SHA256, as
 * hexadecimal digits, over the seconds since 1970, a full stop and the body. While a secret is being replaced there are
 * two, parted by a comma; one that fits is enough.
 */
final class HookSignature {

    /** Shorter ones can be guessed. */
    static final int SECRET_CHARS_MIN = 32;

    private static final int SECRETS_MAX = 2;
    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    private HookSignature(List<SecretKeySpec> keys) {
        this.keys = keys;
    }

    /**
     * With the secrets that stand in a file, one a line.
     *
     * @throws IllegalArgumentException with what is wrong with the file
     */
    static HookSignature read(Path file) throws IOException {
        List<String> secrets = SecretFile.lines(file);
        if (secrets.isEmpty() || secrets.size() > SECRETS_MAX) {
            throw new IllegalArgumentException("it must have one secret, or two, one a line");
        }
        if (secrets.stream().anyMatch(secret -> secret.length() < SECRET_CHARS_MIN)) {
            throw new IllegalArgumentException("a secret must have at least %d characters".formatted(SECRET_CHARS_MIN));
        }
        return new HookSignature(secrets.stream()
                .map(secret -> new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM))
                .toList());
    }

    /** The signature of a body that is sent now. */
    String of(Instant now, byte[] body) {
        return keys.stream().map(key -> "v1=" + hmac(key, now, body)).collect(Collectors.joining(","));
    }

    private static String hmac(SecretKeySpec key, Instant now, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((now.getEpochSecond() + ".").getBytes(UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
