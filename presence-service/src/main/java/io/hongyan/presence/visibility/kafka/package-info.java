/** Learns blocks from the log of events. */
@NullMarked
package io.hongyan.presence.visibility.kafka;

import org.jspecify.annotations.NullMarked;
