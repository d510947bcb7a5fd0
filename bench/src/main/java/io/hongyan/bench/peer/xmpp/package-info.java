/** What speaks XMPP to a server: elements out of bytes, a login, and users who write. Nothing in here waits, and no thread belongs to one connection. */
@NullMarked
package io.hongyan.bench.peer.xmpp;

import org.jspecify.annotations.NullMarked;
