/** The arithmetic of docs/capacity.md: figures that were measured, assumptions that you change, what follows. Start at {@code CapacityTest}. */
@NullMarked
package io.hongyan.bench.capacity;

import org.jspecify.annotations.NullMarked;
