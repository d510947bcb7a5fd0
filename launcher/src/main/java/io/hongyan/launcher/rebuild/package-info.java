/** {@code ./hongyan rebuild}: asks the service that owns a projection to rebuild it, and tells how that goes. */
@NullMarked
package io.hongyan.launcher.rebuild;

import org.jspecify.annotations.NullMarked;
