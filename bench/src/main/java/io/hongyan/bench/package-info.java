/** How fast, and how small: micro-benchmarks and load over real sockets. */
@NullMarked
package io.hongyan.bench;

import org.jspecify.annotations.NullMarked;
