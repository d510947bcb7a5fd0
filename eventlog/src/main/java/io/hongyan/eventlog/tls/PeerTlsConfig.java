package io.hongyan.eventlog.tls;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How services call each other by gRPC. */
@ConfigMapping(prefix = "hongyan.grpc.tls")
public interface PeerTlsConfig {

    /**
     * Whether they do so in the clear. If not, both ends show a certificate, and the three files below are needed; all services are
     * told the same.
     */
    @WithDefault("true")
    boolean plainText();

    /**
     * A PEM file with this service's certificate, then those that vouch for it. It must be for the name that others call the
     * service by ({@code hongyan.grpc.NAME.host}), and good for clients as well as for servers.
     */
    Optional<Path> certificate();

    /** A PEM file with its private key, in PKCS #8. */
    Optional<Path> key();

    /** A PEM file with the certificates of those who vouch for peers: whoever they vouch for may call. */
    Optional<Path> authority();

    /** How often to look whether the files have changed. */
    @WithDefault("30s")
    Duration lookEvery();
}
