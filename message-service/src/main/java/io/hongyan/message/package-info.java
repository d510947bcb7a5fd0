/** Numbers what is sent, finds who is online, and counts what is unread: three roles around the event log. */
@NullMarked
package io.hongyan.message;

import org.jspecify.annotations.NullMarked;
