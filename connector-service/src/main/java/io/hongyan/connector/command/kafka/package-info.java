/** Commands out to hongyan.commands.v1, replies in from this slot's partition of hongyan.replies.v1. */
@NullMarked
package io.hongyan.connector.command.kafka;

import org.jspecify.annotations.NullMarked;
