/** Blocks in Redis. */
@NullMarked
package io.hongyan.presence.visibility.redis;

import org.jspecify.annotations.NullMarked;
