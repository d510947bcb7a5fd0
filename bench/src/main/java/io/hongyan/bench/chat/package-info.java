/**
 * One-to-one chat under a steady, open load: messages are due at fixed times whether or not earlier ones were answered,
 * and every latency is counted from when its message was due, so that a stall is seen by all that it delays.
 */
@NullMarked
package io.hongyan.bench.chat;

import org.jspecify.annotations.NullMarked;
