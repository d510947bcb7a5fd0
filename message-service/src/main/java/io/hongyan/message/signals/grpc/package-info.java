/** Passes signals on. */
@NullMarked
package io.hongyan.message.signals.grpc;

import org.jspecify.annotations.NullMarked;
