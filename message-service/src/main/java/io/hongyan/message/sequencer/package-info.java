/**
 * Gives every event its place: who may do what, which attempt is a resend, and which number comes next. The pure core of
 * the sequencer role: {@link io.hongyan.message.sequencer.Scope} says what a command needs to know, {@link
 * io.hongyan.message.sequencer.Sequencing} decides and says what changes. Start reading there.
 */
@NullMarked
package io.hongyan.message.sequencer;

import org.jspecify.annotations.NullMarked;
