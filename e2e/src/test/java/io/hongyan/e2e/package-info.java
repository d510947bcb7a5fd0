/** The whole suite as processes, talked to over real sockets, as its users would. */
@NullMarked
package io.hongyan.e2e;

import org.jspecify.annotations.NullMarked;
