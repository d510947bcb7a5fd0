/** Tells presence of the sessions here, by hongyan.sessions.v1. */
@NullMarked
package io.hongyan.connector.announce.kafka;

import org.jspecify.annotations.NullMarked;
