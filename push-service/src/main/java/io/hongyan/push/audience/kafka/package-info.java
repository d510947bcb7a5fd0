/** Feeds committed events into the audience. */
@NullMarked
package io.hongyan.push.audience.kafka;

import org.jspecify.annotations.NullMarked;
