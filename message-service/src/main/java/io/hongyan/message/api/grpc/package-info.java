/** The send API over gRPC. */
@NullMarked
package io.hongyan.message.api.grpc;

import org.jspecify.annotations.NullMarked;
