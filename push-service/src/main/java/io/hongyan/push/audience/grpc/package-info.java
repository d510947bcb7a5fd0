/** The audience on demand: its rebuild. */
@NullMarked
package io.hongyan.push.audience.grpc;

import org.jspecify.annotations.NullMarked;
