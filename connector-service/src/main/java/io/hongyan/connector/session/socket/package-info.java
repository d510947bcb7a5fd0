/**
 * TCP, TLS and WebSocket on Vert.x event loops. {@link io.hongyan.connector.session.socket.SocketServer} opens the doors,
 * a {@code SocketSession} drives each connection.
 */
@NullMarked
package io.hongyan.connector.session.socket;

import org.jspecify.annotations.NullMarked;
