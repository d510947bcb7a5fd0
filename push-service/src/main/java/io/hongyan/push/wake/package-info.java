/** Waking apps without an alert: which requests can be, and what callers are answered. */
@NullMarked
package io.hongyan.push.wake;

import org.jspecify.annotations.NullMarked;
