/** The door by which processes take, keep and give back slots. */
@NullMarked
package io.hongyan.presence.slot.grpc;

import org.jspecify.annotations.NullMarked;
