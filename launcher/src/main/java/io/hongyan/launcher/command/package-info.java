/** What {@code ./hongyan COMMAND} does for the commands that concern the suite's processes. */
@NullMarked
package io.hongyan.launcher.command;

import org.jspecify.annotations.NullMarked;
