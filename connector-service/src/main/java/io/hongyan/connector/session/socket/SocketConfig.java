package io.hongyan.connector.session.socket;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** Where clients connect, and who is let in. Port 0 takes any free one. */
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

    /** Connections accepted per second, averaged over the burst. Further ones are cut, and come again. */
    @WithDefault("2000")
    @Min(1)
    int acceptsPerSecond();

    /** Connections accepted at once: as many as come when another connector has gone. */
    @WithDefault("10000")
    @Min(1)
    int acceptsBurst();

    /**
     * Offences of one address that are let pass, such as what is no frame, tokens of nobody's, or saying nothing. With
     * more of them its connections are refused. 0: never, as where all clients come through one address.
     */
    @WithDefault("100")
    @Min(0)
    int offencesMax();

    /** Offences of one address that are forgotten per minute. */
    @WithDefault("60")
    @Min(1)
    int offencesForgottenPerMinute();

    /** How long an address is refused. */
    @WithDefault("1m")
    @DurationMin(seconds = 1)
    Duration refusedTime();

    /** Addresses of which offences are remembered; beyond, the least recent is forgotten. */
    @WithDefault("10000")
    @Min(1)
    int offendersMax();

    /** How long a refused connection is held, unread, before it is cut. */
    @WithDefault("5s")
    @DurationMin
    Duration heldTime();

    /** Connections that are held; further ones are cut at once. Each takes a file descriptor. */
    @WithDefault("2000")
    @Min(0)
    int heldMax();
}
