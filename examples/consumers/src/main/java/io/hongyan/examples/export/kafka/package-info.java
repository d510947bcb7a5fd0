/** The program: reads a day out of the log into a file. Start at {@link io.hongyan.examples.export.kafka.Export}. */
@NullMarked
package io.hongyan.examples.export.kafka;

import org.jspecify.annotations.NullMarked;
