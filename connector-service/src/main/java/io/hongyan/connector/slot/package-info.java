/** The slot that this connector leases: its partition of deliveries and replies. A pure state machine. */
@NullMarked
package io.hongyan.connector.slot;

import org.jspecify.annotations.NullMarked;
