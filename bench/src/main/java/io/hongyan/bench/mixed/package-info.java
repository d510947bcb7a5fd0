/** Everything at once, in the shares of an ordinary evening: who is only connected, who writes, groups, who comes and goes. */
@NullMarked
package io.hongyan.bench.mixed;

import org.jspecify.annotations.NullMarked;
