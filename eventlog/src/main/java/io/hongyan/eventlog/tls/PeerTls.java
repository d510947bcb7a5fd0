package io.hongyan.eventlog.tls;

import io.grpc.netty.GrpcSslContexts;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.TrustOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Who this service is to the others, and whom it believes. Nothing if they talk in the clear. */
@Singleton
public class PeerTls {

    private final @Nullable ReloadedCertificate certificate;
    private final @Nullable TrustedAuthority authority;

    PeerTls(PeerTlsConfig config, MeterRegistry meters) {
        boolean any = config.certificate().isPresent()
                || config.key().isPresent()
                || config.authority().isPresent();
        if (config.plainText()) {
            if (any) {
                throw new IllegalArgumentException(
                        "hongyan.grpc.tls has files, and hongyan.grpc.tls.plain-text says that"
                                + " they are not used: set it to false, or take them away.");
            }
            certificate = null;
            authority = null;
            return;
        }
        certificate = new ReloadedCertificate(
                        needed(config.certificate(), "certificate"), needed(config.key(), "key"), config.lookEvery())
                .measured("grpc", meters, InstantSource.system());
        authority = new TrustedAuthority(needed(config.authority(), "authority"), config.lookEvery());
    }

    private static Path needed(Optional<Path> file, String key) {
        return file.orElseThrow(() -> new IllegalArgumentException(
                "hongyan.grpc.tls.plain-text is false: hongyan.grpc.tls." + key + " is needed."));
    }

    /** What a server is set up with; empty in the clear. */
    Optional<Server> server() {
        return certificate == null || authority == null
                ? Optional.empty()
                : Optional.of(new Server(
                        KeyCertOptions.wrap(certificate.manager()), TrustOptions.wrap(authority.ofClients())));
    }

    /**
     * What a server is set up with.
     *
     * @param certificate its own
     * @param trusted whom it believes
     */
    record Server(KeyCertOptions certificate, TrustOptions trusted) {}

    /** What a client is set up with; empty in the clear. */
    Optional<SslContext> client() {
        if (certificate == null || authority == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(GrpcSslContexts.configure(SslContextBuilder.forClient()
                            .keyManager(certificate.manager())
                            .trustManager(authority.ofServers()))
                    .build());
        } catch (SSLException e) {
            throw new IllegalStateException("This JVM has no TLS for gRPC: " + e.getMessage(), e);
        }
    }

    @PreDestroy
    void close() {
        if (certificate != null) {
            certificate.close();
        }
        if (authority != null) {
            authority.close();
        }
    }
}
