package io.hongyan.push.send.apns;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** How Apple's push service is reached. */
@ConfigMapping(prefix = "hongyan.push.apns")
public interface ApnsConfig {

    /** Whether alerts go to APNs. If not, they are suppressed, which is recorded. */
    @WithDefault("false")
    boolean enabled();

    /** The server: Apple's for production, {@code api.sandbox.push.apple.com} for development builds, or a mock. */
    @WithDefault("api.push.apple.com")
    String host();

    /** The server's port. */
    @WithDefault("443")
    @Min(1)
    @Max(65535)
    int port();

    /** A PEM file with the certificate that the server must have. For a mock; without it the public authorities count. */
    Optional<Path> trustedCertificate();

    /** The signing key, a .p8 file as Apple gives it. May be missing only together with a trusted certificate. */
    Optional<Path> signingKey();

    /** The team of the signing key, 10 characters. */
    Optional<String> teamId();

    /** The id of the signing key, 10 characters. */
    Optional<String> keyId();

    /** How many connections to keep. Each carries about a thousand alerts at once. */
    @WithDefault("1")
    @Min(1)
    @Max(32)
    int connections();

    /** How long an answer may take. */
    @WithDefault("10s")
    @DurationMin(millis = 100)
    Duration timeout();
}
