/** Measures how fast others take over from a process that is killed: for senders, and for connected clients. */
@NullMarked
package io.hongyan.faults.takeover;

import org.jspecify.annotations.NullMarked;
