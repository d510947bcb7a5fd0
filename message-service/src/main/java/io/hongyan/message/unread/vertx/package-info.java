/** Waiting for the projection, on timers. */
@NullMarked
package io.hongyan.message.unread.vertx;

import org.jspecify.annotations.NullMarked;
