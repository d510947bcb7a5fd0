/** The door by which back ends wake apps. */
@NullMarked
package io.hongyan.push.wake.grpc;

import org.jspecify.annotations.NullMarked;
