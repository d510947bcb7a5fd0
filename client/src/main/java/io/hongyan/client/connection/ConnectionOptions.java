package io.hongyan.client.connection;

import java.time.Duration;

/**
 * How a connection behaves.
 *
 * @param connectTimeout how long opening the socket, with TLS and WebSocket handshakes, may take
 * @param requestTimeout how long an answer may take before the request fails
 * @param pendingMax how many requests may await an answer at once; one more fails at once
 * @param unsentBytesMax how many bytes may wait for the socket; beyond that nothing more is taken until it drains
 * @param frameBytesMax the longest frame taken from the server
 * @param trust whose certificate is believed
 */
public record ConnectionOptions(
        Duration connectTimeout,
        Duration requestTimeout,
        int pendingMax,
        int unsentBytesMax,
        int frameBytesMax,
        Trust trust) {

    /** What suits an app: 10 s to connect, 15 s for an answer, 1,024 requests, 1 MiB unsent, frames up to 16 MiB. */
    public static final ConnectionOptions DEFAULT = new ConnectionOptions(
            Duration.ofSeconds(10), Duration.ofSeconds(15), 1_024, 1 << 20, 16 << 20, new Trust.Authorities());

    /** Rejects bounds that let nothing through. */
    public ConnectionOptions {
        if (!connectTimeout.isPositive() || !requestTimeout.isPositive()) {
            throw new IllegalArgumentException("connectTimeout and requestTimeout must be positive, not %s and %s."
                    .formatted(connectTimeout, requestTimeout));
        }
        if (pendingMax < 1 || unsentBytesMax < 1 || frameBytesMax < 1) {
            throw new IllegalArgumentException("pendingMax, unsentBytesMax and frameBytesMax must be positive, not "
                    + "%d, %d and %d.".formatted(pendingMax, unsentBytesMax, frameBytesMax));
        }
    }

    /** The same with another trust. */
    public ConnectionOptions withTrust(Trust other) {
        return new ConnectionOptions(connectTimeout, requestTimeout, pendingMax, unsentBytesMax, frameBytesMax, other);
    }

    /** The same with another time for answers. */
    public ConnectionOptions withRequestTimeout(Duration other) {
        return new ConnectionOptions(connectTimeout, other, pendingMax, unsentBytesMax, frameBytesMax, trust);
    }

    /** The same with another bound for requests that await an answer. */
    public ConnectionOptions withPendingMax(int other) {
        return new ConnectionOptions(connectTimeout, requestTimeout, other, unsentBytesMax, frameBytesMax, trust);
    }
}
