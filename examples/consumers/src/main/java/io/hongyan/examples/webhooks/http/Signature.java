package io.hongyan.examples.webhooks.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests as push-service's hook does, so that one receiver's check does for both: {@code v1=} and the HMAC-SHA256, as
 * hexadecimal digits, over the seconds since 1970, a full stop and the body. While a secret is being replaced there are two.
 */
public final class Signature {

    /** Shorter ones can be guessed. */
    public static final int SECRET_CHARS_MIN = 32;

    private static final String ALGORITHM = "HmacSHA256";

    private final List<String> secrets;

    /**
     * With one secret, or with two, of which the receiver needs to know one.
     *
     * @throws IllegalArgumentException if there are not as many, or one can be guessed
     */
    public Signature(List<String> secrets) {
        if (secrets.isEmpty() || secrets.size() > 2) {
            throw new IllegalArgumentException("one secret is needed, or two, not " + secrets.size());
        }
        if (secrets.stream().anyMatch(secret -> secret.length() < SECRET_CHARS_MIN)) {
            throw new IllegalArgumentException("a secret must have at least %d characters".formatted(SECRET_CHARS_MIN));
        }
        this.secrets = List.copyOf(secrets);
    }

    /** The signature of a body that is sent now. */
    String of(Instant now, byte[] body) {
        String timestamp = Long.toString(now.getEpochSecond());
        return secrets.stream()
                .map(secret -> "v1=" + hmac(secret, timestamp, body))
                .collect(Collectors.joining(","));
    }

    /**
     * What a receiver in Java does: whether a request is ours, and new.
     *
     * @param timestamp the header {@code Hongyan-Timestamp}
     * @param signature the header {@code Hongyan-Signature}
     */
    public static boolean isOurs(
            String secret, String timestamp, String signature, byte[] body, Instant now, Duration ageMax) {
        if (!timestamp.matches("[0-9]{1,12}")) {
            return false;
        }
        Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
        byte[] expected = ("v1=" + hmac(secret, timestamp, body)).getBytes(UTF_8);
        // In the same time wherever the two differ: how far a guess is right must not be measurable.
        boolean signed = Stream.of(signature.split(",", -1))
                .anyMatch(one -> MessageDigest.isEqual(expected, one.getBytes(UTF_8)));
        return signed && Duration.between(sent, now).abs().compareTo(ageMax) <= 0;
    }

    private static String hmac(String secret, String timestamp, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), ALGORITHM));
            mac.update((timestamp + ".").getBytes(UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
