package io.hongyan.connector.session.socket;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.validator.constraints.time.DurationMin;

/** The certificate of this server. Without one there is neither TLS nor wss. */
@ConfigMapping(prefix = "hongyan.connector.tls")
public interface TlsConfig {

    /** A PEM file with the certificate, then those that vouch for it. */
    Optional<Path> certificate();

    /** A PEM file with its private key, in PKCS #8. */
    Optional<Path> key();

    /** How often to look whether the files have changed. A renewed certificate is for those who connect afterwards. */
    @WithDefault("30s")
    @DurationMin(millis = 10)
    Duration lookEvery();
}
