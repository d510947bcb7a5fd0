/** Leases the slot from presence-service. */
@NullMarked
package io.hongyan.connector.slot.grpc;

import org.jspecify.annotations.NullMarked;
