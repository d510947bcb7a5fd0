/** Sockets on Netty's event loops: many connections, few threads, epoll where it is there. */
@NullMarked
package io.hongyan.client.connection.netty;

import org.jspecify.annotations.NullMarked;
