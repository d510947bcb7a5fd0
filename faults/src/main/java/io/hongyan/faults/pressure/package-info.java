/** Measures what senders feel, and what processes occupy, while somebody downstream stands still. */
@NullMarked
package io.hongyan.faults.pressure;

import org.jspecify.annotations.NullMarked;
