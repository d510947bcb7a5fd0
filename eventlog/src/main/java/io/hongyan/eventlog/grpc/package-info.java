/** How services are called, whoever calls. */
@NullMarked
package io.hongyan.eventlog.grpc;

import org.jspecify.annotations.NullMarked;
