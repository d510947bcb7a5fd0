package io.hongyan.connector.session.socket;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Where clients connect. Port 0 takes any free one. */
@ConfigMapping(prefix = "hongyan.connector.socket")
public interface SocketConfig {

    /** The address to listen on. */
    @WithDefault("0.0.0.0")
    String host();

    /** Plain TCP. */
    @WithDefault("7400")
    @Min(0)
    @Max(65_535)
    int tcpPort();

    /** TCP with TLS; only if a certificate is configured. */
    @WithDefault("7401")
    @Min(0)
    @Max(65_535)
    int tlsPort();

    /** WebSocket, at /v1/socket. */
    @WithDefault("7402")
    @Min(0)
    @Max(65_535)
    int webSocketPort();

    /** WebSocket with TLS, at /v1/socket; only if a certificate is configured. */
    @WithDefault("7403")
    @Min(0)
    @Max(65_535)
    int webSocketTlsPort();

    /** Event loops that serve sockets; 0: one for each processor. */
    @WithDefault("0")
    @Min(0)
    @Max(256)
    int eventLoops();

    /** Connections that may wait to be accepted. */
    @WithDefault("4096")
    @Min(1)
    int backlog();
}
