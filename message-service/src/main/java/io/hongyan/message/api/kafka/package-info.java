/** Writes commands and reads their replies. */
@NullMarked
package io.hongyan.message.api.kafka;

import org.jspecify.annotations.NullMarked;
