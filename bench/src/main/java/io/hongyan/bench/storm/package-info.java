/** Many users who come back at the same moment, as after a server was lost: how long until all are in, and what a login costs. */
@NullMarked
package io.hongyan.bench.storm;

import org.jspecify.annotations.NullMarked;
