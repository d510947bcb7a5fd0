package io.hongyan.eventlog.tls;

import io.grpc.netty.NettyChannelBuilder;
import io.quarkus.grpc.api.ChannelBuilderCustomizer;
import io.quarkus.grpc.runtime.config.GrpcClientConfiguration;
import jakarta.inject.Singleton;
import java.util.Map;

/** Lets the clients of this service show its certificate, and believe only those whom {@link PeerTls} does. */
@Singleton
public class SecureChannels implements ChannelBuilderCustomizer<NettyChannelBuilder> {

    private final PeerTls peers;

    SecureChannels(PeerTls peers) {
        this.peers = peers;
    }

    @Override
    public Map<String, Object> customize(String name, GrpcClientConfiguration config, NettyChannelBuilder builder) {
        peers.client().ifPresent(builder::sslContext);
        return Map.of();
    }
}
