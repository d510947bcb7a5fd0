/** Reads this slot's partition of hongyan.deliveries.v1. */
@NullMarked
package io.hongyan.connector.delivery.kafka;

import org.jspecify.annotations.NullMarked;
