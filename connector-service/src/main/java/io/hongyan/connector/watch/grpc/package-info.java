/** Asks presence what a session may see, and keeps asking now and then. */
@NullMarked
package io.hongyan.connector.watch.grpc;

import org.jspecify.annotations.NullMarked;
