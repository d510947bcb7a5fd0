/** The ./hongyan command: starts the suite, and talks to it. */
@NullMarked
package io.hongyan.launcher;

import org.jspecify.annotations.NullMarked;
