/** How the service's gRPC doors say no. */
@NullMarked
package io.hongyan.presence.memory.grpc;

import org.jspecify.annotations.NullMarked;
