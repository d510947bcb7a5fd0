/** What a rebuild keeps in Redis beside what is live. */
@NullMarked
package io.hongyan.presence.rebuild.redis;

import org.jspecify.annotations.NullMarked;
