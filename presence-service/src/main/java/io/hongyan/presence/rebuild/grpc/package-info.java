/** The rebuild on demand. */
@NullMarked
package io.hongyan.presence.rebuild.grpc;

import org.jspecify.annotations.NullMarked;
