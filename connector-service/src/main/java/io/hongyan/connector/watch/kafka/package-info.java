/** Reads hongyan.presence.v1 from its end. */
@NullMarked
package io.hongyan.connector.watch.kafka;

import org.jspecify.annotations.NullMarked;
