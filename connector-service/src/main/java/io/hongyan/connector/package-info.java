/** Sockets of phones and browsers: login, heartbeats, framing and deliveries. Keeps no state that outlives a socket. */
@NullMarked
package io.hongyan.connector;

import org.jspecify.annotations.NullMarked;
