/** Asks the other services, with a deadline and a bound for each. */
@NullMarked
package io.hongyan.connector.query.grpc;

import org.jspecify.annotations.NullMarked;
