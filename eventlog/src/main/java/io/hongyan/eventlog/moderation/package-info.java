/** Asking those who moderate before something is said. */
@NullMarked
package io.hongyan.eventlog.moderation;

import org.jspecify.annotations.NullMarked;
