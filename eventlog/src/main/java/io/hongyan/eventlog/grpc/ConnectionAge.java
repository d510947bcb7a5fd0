package io.hongyan.eventlog.grpc;

import io.grpc.netty.NettyServerBuilder;
import io.quarkus.grpc.api.ServerBuilderCustomizer;
import io.quarkus.grpc.runtime.config.GrpcServerConfiguration;
import io.vertx.grpc.VertxServerBuilder;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Ends connections to this service's gRPC server after a while, a tenth earlier or later so that not all end together
 * (<a href="https://github.com/grpc/proposal/blob/master/A9-server-side-conn-mgt.md">gRFC A9</a>). No call is ended: a connection
 * waits for those that are under way.
 */
@Singleton
public class ConnectionAge implements ServerBuilderCustomizer<VertxServerBuilder> {

    private static final Duration LEAST = Duration.ofSeconds(1);

    private final Duration age;

    ConnectionAge(ServerConfig config) {
        this.age = config.connectionAge();
        if (age.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException(
                    "hongyan.grpc.server.connection-age is %s: connections must last for %s at least."
                            .formatted(age, LEAST));
        }
    }

    @Override
    public void customize(GrpcServerConfiguration config, VertxServerBuilder builder) {
        limit(builder.nettyBuilder());
    }

    NettyServerBuilder limit(NettyServerBuilder builder) {
        return builder.maxConnectionAge(age.toMillis(), TimeUnit.MILLISECONDS);
    }
}
