/** Feeds the sequencer from the commands topic and commits what it decides, exactly once, with Kafka Streams. */
@NullMarked
package io.hongyan.message.sequencer.kafka;

import org.jspecify.annotations.NullMarked;
