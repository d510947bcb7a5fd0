/** Waiting for the projection. */
@NullMarked
package io.hongyan.message.unread.vertx;

import org.jspecify.annotations.NullMarked;
