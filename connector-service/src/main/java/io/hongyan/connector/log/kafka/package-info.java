/** How this connector reads and writes the log: one producer, and readers that follow partitions from their end. */
@NullMarked
package io.hongyan.connector.log.kafka;

import org.jspecify.annotations.NullMarked;
