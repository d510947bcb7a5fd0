/** Whether this process can be answered. */
@NullMarked
package io.hongyan.message.slot.health;

import org.jspecify.annotations.NullMarked;
