/** From what clients ask to commands for the sequencer, and from its replies to answers. */
@NullMarked
package io.hongyan.connector.command;

import org.jspecify.annotations.NullMarked;
