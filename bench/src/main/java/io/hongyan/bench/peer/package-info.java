/** Other servers that the suite is compared with: they are started from Debian's packages for one run, and ended after it. */
@NullMarked
package io.hongyan.bench.peer;

import org.jspecify.annotations.NullMarked;
