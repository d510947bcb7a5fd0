/** Starts the five services as processes and talks to them as phones do. */
@NullMarked
package io.hongyan.e2e;

import org.jspecify.annotations.NullMarked;
