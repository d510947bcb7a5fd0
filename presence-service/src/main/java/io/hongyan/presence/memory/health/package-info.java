/** Whether the memory answers. */
@NullMarked
package io.hongyan.presence.memory.health;

import org.jspecify.annotations.NullMarked;
