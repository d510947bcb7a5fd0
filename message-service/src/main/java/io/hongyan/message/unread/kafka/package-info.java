/** From the log: the consumer of events, where it stands, and where the log ends. */
@NullMarked
package io.hongyan.message.unread.kafka;

import org.jspecify.annotations.NullMarked;
