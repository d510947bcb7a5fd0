package io.hongyan.eventlog.tls;

import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerInterceptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.NettyChannelBuilder;
import io.quarkus.grpc.runtime.config.GrpcClientConfiguration;
import io.quarkus.grpc.runtime.config.GrpcServerConfiguration;
import io.quarkus.grpc.spi.GrpcBuilderProvider;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.ShutdownContext;
import io.vertx.core.Vertx;
import io.vertx.grpc.VertxServerBuilder;
import java.util.List;
import java.util.Map;

/**
 * Begins channels that are not in the clear. Quarkus would read the files of one only once, and give it a context of its own over
 * that of {@link SecureChannels}; to who brings the builder it leaves that. Everything else is set on it as on any other.
 */
public class SecureChannelProvider implements GrpcBuilderProvider<VertxServerBuilder> {

    @Override
    public boolean providesChannel(GrpcClientConfiguration config) {
        return !config.plainText().orElse(true);
    }

    @Override
    public String resolver() {
        return GrpcClientConfiguration.DNS;
    }

    /** In {@code dns:///host:port} the host is the path, since no server of names is named. */
    @Override
    public String adjustHost(String host) {
        return "/" + host;
    }

    @Override
    public ManagedChannelBuilder<?> createChannelBuilder(GrpcClientConfiguration config, String target) {
        return NettyChannelBuilder.forTarget(target);
    }

    @Override
    public String channelInfo(GrpcClientConfiguration config) {
        return "Netty with TLS";
    }

    @Override
    public boolean providesServer(GrpcServerConfiguration config) {
        return false;
    }

    @Override
    public ServerBuilder<VertxServerBuilder> createServerBuilder(
            Vertx vertx, GrpcServerConfiguration config, LaunchMode mode) {
        throw noServers();
    }

    @Override
    public void startServer(Server server) {
        throw noServers();
    }

    @Override
    public void postStartup(Server server, ShutdownContext shutdown) {
        throw noServers();
    }

    @Override
    public void devModeReload(
            List<ServerServiceDefinition> services,
            Map<String, ServerMethodDefinition<?, ?>> methods,
            List<ServerInterceptor> interceptors,
            ShutdownContext shutdown) {
        throw noServers();
    }

    @Override
    public boolean serverAlreadyExists() {
        return false;
    }

    @Override
    public String serverInfo(String host, int port, GrpcServerConfiguration config) {
        throw noServers();
    }

    private static IllegalStateException noServers() {
        return new IllegalStateException("This begins channels only.");
    }
}
