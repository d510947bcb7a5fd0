package io.hongyan.connector.session.socket;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** The certificate of this server. Without one there is neither TLS nor wss. */
@ConfigMapping(prefix = "hongyan.connector.tls")
public interface TlsConfig {

    /** A PEM file with the certificate, then those that vouch for it. */
    Optional<Path> certificate();

    /** A PEM file with its private key, in PKCS #8. */
    Optional<Path> key();
}
