/** The door by which devices report. */
@NullMarked
package io.hongyan.push.receipt.grpc;

import org.jspecify.annotations.NullMarked;
