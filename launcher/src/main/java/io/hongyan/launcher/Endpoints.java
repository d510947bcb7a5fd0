package io.hongyan.launcher;

/**
 * Where a running suite is reached.
 *
 * @param host of the sockets
 * @param tcpPort length-prefixed Protobuf over TCP
 * @param tlsPort the same over TLS
 * @param webSocketPort WebSocket
 * @param kafka the broker's bootstrap address, as {@code host:port}
 */
public record Endpoints(String host, int tcpPort, int tlsPort, int webSocketPort, String kafka) {}
