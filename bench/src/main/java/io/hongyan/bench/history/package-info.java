/** Pages of history out of an archive that may be very large: open load, counted from when a page was due. */
@NullMarked
package io.hongyan.bench.history;

import org.jspecify.annotations.NullMarked;
