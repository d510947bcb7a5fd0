/** The door for connectors: plans, checks and links. */
@NullMarked
package io.hongyan.history.media.grpc;

import org.jspecify.annotations.NullMarked;
