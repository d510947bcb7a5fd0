/**
 * What is unread, and whose conversations look how: a function of the events, kept as rows. {@code Projection} turns
 * events into rows; {@code .kafka} feeds it, {@code .postgres} keeps and counts, {@code .grpc} answers, and
 * explains its counts down to the record that moved a cursor. Where a caller
 * knows of an event, {@code Waiters} hold the answer back until the rows have it.
 */
@NullMarked
package io.hongyan.message.unread;

import org.jspecify.annotations.NullMarked;
