/** Rebuilds what Redis holds from the log. Start reading at {@link io.hongyan.presence.rebuild.kafka.PresenceRebuild}. */
@NullMarked
package io.hongyan.presence.rebuild.kafka;

import org.jspecify.annotations.NullMarked;
