/** Calls to Redis: scripts, pipelines, time limits, and failures told apart. */
@NullMarked
package io.hongyan.presence.memory.redis;

import org.jspecify.annotations.NullMarked;
