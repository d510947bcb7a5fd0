/** Stands between processes, as a network does: TCP connections that can be cut, slowed, silenced and forgotten. */
@NullMarked
package io.hongyan.faults.link;

import org.jspecify.annotations.NullMarked;
