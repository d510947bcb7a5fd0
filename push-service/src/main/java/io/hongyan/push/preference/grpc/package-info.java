/** The door by which users say what they want of alerts. */
@NullMarked
package io.hongyan.push.preference.grpc;

import org.jspecify.annotations.NullMarked;
