/** Very many devices that are connected and do nothing: what each of them occupies, and what their heartbeats cost. */
@NullMarked
package io.hongyan.bench.idle;

import org.jspecify.annotations.NullMarked;
