/** How a Quarkus application reads {@code hongyan.events.v1}. Start at {@link io.hongyan.examples.smallrye.EventsConsumer}. */
@NullMarked
package io.hongyan.examples.smallrye;

import org.jspecify.annotations.NullMarked;
