/**
 * {@code ./hongyan trace}: one message's way from the socket to each projection, delivery and push. {@code Search} reads
 * the topics and asks the projections, {@code Evidence} is what it found, {@code Timeline} puts it in order, with what
 * nobody can know.
 */
@NullMarked
package io.hongyan.launcher.trace;

import org.jspecify.annotations.NullMarked;
