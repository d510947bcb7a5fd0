/** Decisions on their way to the public topic. */
@NullMarked
package io.hongyan.push.decision.kafka;

import org.jspecify.annotations.NullMarked;
