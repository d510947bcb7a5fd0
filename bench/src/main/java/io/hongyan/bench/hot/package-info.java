/** Microbenchmarks of the pure parts that every message passes, each with what it allocates. */
@NullMarked
package io.hongyan.bench.hot;

import org.jspecify.annotations.NullMarked;
