/** Who gets what of an event: members, sessions, frames, deliveries. */
@NullMarked
package io.hongyan.message.router;

import org.jspecify.annotations.NullMarked;
