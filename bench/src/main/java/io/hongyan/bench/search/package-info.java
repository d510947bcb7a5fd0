/** Searches in an archive that may be very large: open load, counted from when a search was due. */
@NullMarked
package io.hongyan.bench.search;

import org.jspecify.annotations.NullMarked;
