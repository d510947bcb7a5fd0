package io.hongyan.push.send.apns;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import io.hongyan.push.send.AppsConfig;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes clients of APNs out of a configuration. */
final class ApnsConnection {

    private static final String APPLE = ApnsClientBuilder.PRODUCTION_APNS_HOST;
    private static final String APPLES_SANDBOX = ApnsClientBuilder.DEVELOPMENT_APNS_HOST;

    /** Shared by all clients, which never block it, and there as long as the process: making new ones is cheap then. */
    private static final EventLoopGroup LOOPS = new NioEventLoopGroup(2, new DefaultThreadFactory("apns", true));

    private final String prefix;
    private final AppsConfig.Apns config;

    /** Below a prefix of keys, such as {@code hongyan.push.apns}. */
    ApnsConnection(String prefix, AppsConfig.Apns config) {
        this.prefix = prefix + ".";
        this.config = config;
    }

    /** The files that clients are made of. */
    static List<Path> files(AppsConfig.Apns config) {
        return Stream.of(
                        config.signingKey(),
                        config.certificate(),
                        config.certificatePassword(),
                        config.trustedCertificate())
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * A client for tokens of released builds, which connects when it is first needed.
     *
     * @throws IllegalStateException with a sentence that names the key, if the configuration does not fit
     */
    ApnsClient production() {
        return open(config.host(), config.port());
    }

    /** A client for tokens of development builds; otherwise the same. */
    ApnsClient sandbox() {
        String host = config.sandboxHost().orElse(config.host().equals(APPLE) ? APPLES_SANDBOX : config.host());
        return open(host, config.sandboxPort().orElse(config.port()));
    }

    private ApnsClient open(String host, int port) {
        try {
            var builder = new ApnsClientBuilder()
                    .setApnsServer(host, port)
                    .setEventLoopGroup(LOOPS)
                    .setConcurrentConnections(config.connections())
                    .setConnectionTimeout(config.timeout())
                    .setIdlePingInterval(config.idlePing());
            config.trustedCertificate().map(Path::toFile).ifPresent(builder::setTrustedServerCertificateChain);
            if (config.certificate().isPresent()) {
                requireNoSigningKey();
                builder.setClientCredentials(config.certificate().get().toFile(), password());
            } else {
                builder.setSigningKey(key());
            }
            return builder.build();
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "Cannot set up APNs from %s and %strusted-certificate: %s"
                            .formatted(
                                    config.certificate().isPresent()
                                            ? prefix + "certificate, " + prefix + "certificate-password"
                                            : prefix + "signing-key",
                                    prefix,
                                    e.getMessage()),
                    e);
        }
    }

    private ApnsSigningKey key() throws IOException, GeneralSecurityException {
        if (config.signingKey().isPresent()) {
            return ApnsSigningKey.loadFromPkcs8File(
                    config.signingKey().get().toFile(),
                    required(config.teamId(), "team-id"),
                    required(config.keyId(), "key-id"));
        }
        if (config.trustedCertificate().isPresent()) {
            return throwaway();
        }
        throw new IllegalStateException(
                "%ssigning-key or %scertificate is needed, for %strusted-certificate does not name a mock server."
                        .formatted(prefix, prefix, prefix));
    }

    private void requireNoSigningKey() {
        if (config.signingKey().isPresent()) {
            throw new IllegalStateException(
                    "Of %ssigning-key and %scertificate only one may be set.".formatted(prefix, prefix));
        }
    }

    /** Without the end of the line, which editors add. */
    private String password() throws IOException {
        return config.certificatePassword().isPresent()
                ? Files.readString(config.certificatePassword().get()).stripTrailing()
                : "";
    }

    /** A mock does not look at signatures, and HTTP/2 with a token is then the same as in production. */
    private static ApnsSigningKey throwaway() throws GeneralSecurityException {
        var keys = KeyPairGenerator.getInstance("EC");
        keys.initialize(new ECGenParameterSpec("secp256r1"));
        return new ApnsSigningKey("DEVELOPMEN", "DEVELOPMEN", (ECPrivateKey)
                keys.generateKeyPair().getPrivate());
    }

    private String required(Optional<String> value, String key) {
        return value.orElseThrow(
                () -> new IllegalStateException(prefix + key + " is needed, for " + prefix + "signing-key is set."));
    }
}
