/** Explanations by gRPC, and the messages they are about. */
@NullMarked
package io.hongyan.push.explain.grpc;

import org.jspecify.annotations.NullMarked;
