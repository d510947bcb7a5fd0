/** Whether the send API can be answered. */
@NullMarked
package io.hongyan.message.api.health;

import org.jspecify.annotations.NullMarked;
