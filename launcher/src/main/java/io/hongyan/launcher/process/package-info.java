/**
 * The suite as processes of this machine: the embedded servers and the five services, started, watched and stopped.
 * {@link io.hongyan.launcher.process.Suite} is the door; the end-to-end tests use it too.
 */
@NullMarked
package io.hongyan.launcher.process;

import org.jspecify.annotations.NullMarked;
