/** Slots and their leases: who may be delivered to. */
@NullMarked
package io.hongyan.presence.slot;

import org.jspecify.annotations.NullMarked;
