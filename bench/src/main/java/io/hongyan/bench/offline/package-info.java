/** Users who were away while others wrote to them, and come back at the same moment: how long until they have everything. */
@NullMarked
package io.hongyan.bench.offline;

import org.jspecify.annotations.NullMarked;
