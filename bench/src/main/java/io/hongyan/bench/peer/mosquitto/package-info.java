/** Mosquitto, which has no archive. */
@NullMarked
package io.hongyan.bench.peer.mosquitto;

import org.jspecify.annotations.NullMarked;
