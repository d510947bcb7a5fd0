package io.hongyan.connector.login;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;

/** Whose tokens are believed, and how the keys that prove it are had. */
@ConfigMapping(prefix = "hongyan.connector.login")
public interface LoginConfig {

    /** Where the issuer publishes its keys as a JSON Web Key Set: a URL with file:, http: or https:. */
    Optional<URI> jwks();

    /** A PEM file with the one public key, instead of a key set. */
    Optional<Path> publicKey();

    /** What a token's {@code iss} must be. */
    @WithDefault("hongyan")
    @NotBlank
    String issuer();

    /** What a token's {@code aud} must contain. */
    @WithDefault("hongyan")
    @NotBlank
    String audience();

    /** By how much the issuer's clock and ours may differ. */
    @WithDefault("30s")
    @DurationMax(minutes = 5)
    @DurationMin
    Duration leeway();

    /** How often the keys are read again. A token with an unknown key id has them read again sooner. */
    @WithDefault("15m")
    @DurationMin(seconds = 1)
    Duration jwksRefresh();

    /** The shortest time between two readings, whatever tokens come. */
    @WithDefault("5s")
    @DurationMin(millis = 100)
    Duration jwksRefreshMin();

    /** How long one reading may take. */
    @WithDefault("5s")
    @DurationMin(millis = 100)
    Duration jwksTimeout();

    /** Whether a connection is closed with TOKEN_EXPIRED when its token expires. */
    @WithDefault("true")
    boolean closeAtExpiry();

    /** How long after connecting Hello must have come. */
    @WithDefault("10s")
    @DurationMin(millis = 100)
    Duration timeMax();

    /** How long the rest of the suite may take to answer Hello. */
    @WithDefault("15s")
    @DurationMin(millis = 100)
    Duration answerTimeMax();

    /** Threads that verify signatures. */
    @WithDefault("2")
    @Min(1)
    @Max(64)
    int threads();

    /** Tokens that may wait for such a thread; further ones are refused with UNAVAILABLE. */
    @WithDefault("2000")
    @Min(1)
    int waitingMax();
}
