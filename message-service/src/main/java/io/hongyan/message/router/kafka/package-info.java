/** Reads events and writes deliveries. */
@NullMarked
package io.hongyan.message.router.kafka;

import org.jspecify.annotations.NullMarked;
