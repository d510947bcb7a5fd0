/** Sessions come in, presence goes out. */
@NullMarked
package io.hongyan.presence.session.kafka;

import org.jspecify.annotations.NullMarked;
