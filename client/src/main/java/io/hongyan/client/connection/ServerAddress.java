package io.hongyan.client.connection;

/**
 * Where a connector listens.
 *
 * @param transport what it speaks there
 * @param host a name or an address
 * @param port 1 to 65535
 */
public record ServerAddress(Transport transport, String host, int port) {

    /** Where connectors take WebSockets. */
    public static final String WEBSOCKET_PATH = "/v1/socket";

    /** Rejects what cannot be connected to. */
    public ServerAddress {
        if (host.isBlank()) {
            throw new IllegalArgumentException("The host of a server must not be blank.");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("The port of %s must be 1 to 65535, not %d.".formatted(host, port));
        }
    }

    @Override
    public String toString() {
        return "%s://%s:%d".formatted(transport, host, port);
    }
}
