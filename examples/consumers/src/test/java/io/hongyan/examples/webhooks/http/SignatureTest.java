package io.hongyan.examples.webhooks.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignatureTest {

    private static final String SECRET = "a-secret-of-thirty-two-characters";
    private static final String NEXT = "another-secret-of-enough-characters";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final byte[] BODY = "{\"seq\":\"7\"}".getBytes(UTF_8);
    private static final Duration AGE_MAX = Duration.ofMinutes(5);

    /** By {@code printf '1767268800.{"seq":"7"}' | openssl dgst -sha256 -hmac SECRET}. */
    @Test
    void itIsWhatAnybodyElseComputes() {
        assertThat(new Signature(List.of(SECRET)).of(NOON, BODY))
                .isEqualTo("v1=799529a8832c48937d8dac0facc7a50b5603e54d65ee704d4e30d4d6440dceef");
    }

    @Test
    void aReceiverKnowsItByEitherOfTwoSecrets() {
        String signature = new Signature(List.of(NEXT, SECRET)).of(NOON, BODY);

        assertThat(isOurs(SECRET, signature, BODY, NOON)).isTrue();
        assertThat(isOurs(NEXT, signature, BODY, NOON)).isTrue();
    }

    @Test
    void whatIsAnotherOrOldOrUnsignedIsNotOurs() {
        String signature = new Signature(List.of(SECRET)).of(NOON, BODY);

        assertThat(isOurs(SECRET, signature, "{}".getBytes(UTF_8), NOON)).isFalse();
        assertThat(isOurs(NEXT, signature, BODY, NOON)).isFalse();
        assertThat(isOurs(SECRET, "", BODY, NOON)).isFalse();
        assertThat(isOurs(SECRET, signature, BODY, NOON.plusSeconds(301))).isFalse();
        assertThat(Signature.isOurs(SECRET, "tomorrow", signature, BODY, NOON, AGE_MAX))
                .isFalse();
    }

    @Test
    void aSecretThatCanBeGuessedIsRefused() {
        assertThatThrownBy(() -> new Signature(List.of("secret"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Signature(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean isOurs(String secret, String signature, byte[] body, Instant now) {
        return Signature.isOurs(secret, Long.toString(NOON.getEpochSecond()), signature, body, now, AGE_MAX);
    }
}
