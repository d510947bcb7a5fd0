/** The program: reads the log, has requests made, keeps the position. Start at {@link io.hongyan.examples.webhooks.kafka.Webhooks}. */
@NullMarked
package io.hongyan.examples.webhooks.kafka;

import org.jspecify.annotations.NullMarked;
