/** The table of leases in Redis, and the scripts that change it. */
@NullMarked
package io.hongyan.presence.slot.redis;

import org.jspecify.annotations.NullMarked;
