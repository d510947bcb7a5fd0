/** {@code ./hongyan explain}: why a count is what it is. */
@NullMarked
package io.hongyan.launcher.explain;

import org.jspecify.annotations.NullMarked;
