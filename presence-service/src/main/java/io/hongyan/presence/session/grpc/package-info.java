/** The door by which others ask who is online and where. */
@NullMarked
package io.hongyan.presence.session.grpc;

import org.jspecify.annotations.NullMarked;
