/** {@code ./hongyan explain}: why a count is what it is, and what a message said before it was edited. */
@NullMarked
package io.hongyan.launcher.explain;

import org.jspecify.annotations.NullMarked;
