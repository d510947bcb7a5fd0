/** Sending for app back ends: who may, what is well-formed, and who waits for which answer. */
@NullMarked
package io.hongyan.message.api;

import org.jspecify.annotations.NullMarked;
