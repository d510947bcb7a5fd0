/** From deliveries to the sessions that live here. */
@NullMarked
package io.hongyan.connector.delivery;

import org.jspecify.annotations.NullMarked;
