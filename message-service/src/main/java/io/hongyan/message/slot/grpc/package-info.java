/** Leases the slot from presence-service. */
@NullMarked
package io.hongyan.message.slot.grpc;

import org.jspecify.annotations.NullMarked;
