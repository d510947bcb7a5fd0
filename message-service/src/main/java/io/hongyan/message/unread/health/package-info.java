/** Whether the projection runs. */
@NullMarked
package io.hongyan.message.unread.health;

import org.jspecify.annotations.NullMarked;
