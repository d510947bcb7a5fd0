/** The shortest program that reads {@code hongyan.events.v1} with Kafka's own client. */
@NullMarked
package io.hongyan.examples.quickstart.kafka;

import org.jspecify.annotations.NullMarked;
