/** The lease of a slot: the partition at which this process is answered. */
@NullMarked
package io.hongyan.message.slot;

import org.jspecify.annotations.NullMarked;
