/** The door by which devices are registered, removed and listed. */
@NullMarked
package io.hongyan.push.device.grpc;

import org.jspecify.annotations.NullMarked;
