/** Wakes when the next lease may end. */
@NullMarked
package io.hongyan.presence.slot.vertx;

import org.jspecify.annotations.NullMarked;
