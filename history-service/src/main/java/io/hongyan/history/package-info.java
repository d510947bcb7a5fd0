/** Keeps every conversation, and answers what a device has missed. */
@NullMarked
package io.hongyan.history;

import org.jspecify.annotations.NullMarked;
