/** What is known about each user, in Redis. */
@NullMarked
package io.hongyan.presence.session.redis;

import org.jspecify.annotations.NullMarked;
