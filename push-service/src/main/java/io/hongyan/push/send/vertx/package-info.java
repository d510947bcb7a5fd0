/** Drives alerts from being due to their outcome. */
@NullMarked
package io.hongyan.push.send.vertx;

import org.jspecify.annotations.NullMarked;
