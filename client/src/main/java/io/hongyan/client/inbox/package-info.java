/**
 * What a device knows of its user's conversations, and what it has to do about it. Pure: frames go in, {@link
 * io.hongyan.client.inbox.Effect}s come out; {@link io.hongyan.client.inbox.Inbox} is the door.
 */
@NullMarked
package io.hongyan.client.inbox;

import org.jspecify.annotations.NullMarked;
