/** Feeding the projection. */
@NullMarked
package io.hongyan.message.unread.kafka;

import org.jspecify.annotations.NullMarked;
