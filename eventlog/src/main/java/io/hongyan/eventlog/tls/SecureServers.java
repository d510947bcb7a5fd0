package io.hongyan.eventlog.tls;

import io.quarkus.grpc.api.ServerBuilderCustomizer;
import io.quarkus.grpc.runtime.config.GrpcServerConfiguration;
import io.vertx.grpc.VertxServerBuilder;
import jakarta.inject.Singleton;

/** Lets the server of this service show its certificate, and believe only those whom {@link PeerTls} does. */
@Singleton
public class SecureServers implements ServerBuilderCustomizer<VertxServerBuilder> {

    private final PeerTls peers;

    SecureServers(PeerTls peers) {
        this.peers = peers;
    }

    @Override
    public void customize(GrpcServerConfiguration config, VertxServerBuilder builder) {
        peers.server()
                .ifPresent(server -> builder.useSsl(options ->
                        options.setKeyCertOptions(server.certificate()).setTrustOptions(server.trusted())));
    }
}
