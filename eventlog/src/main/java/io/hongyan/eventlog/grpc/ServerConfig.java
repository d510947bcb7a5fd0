package io.hongyan.eventlog.grpc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How services let others call them by gRPC. */
@ConfigMapping(prefix = "hongyan.grpc.server")
public interface ServerConfig {

    /**
     * After about so long, at least a second, a connection takes no more calls, and ends with the last that is under way: callers
     * then resolve the name of the service again, and find pods that were added.
     */
    @WithDefault("5m")
    Duration connectionAge();
}
