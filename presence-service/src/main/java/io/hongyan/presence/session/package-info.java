/** Sessions of users, and the presence they add up to. */
@NullMarked
package io.hongyan.presence.session;

import org.jspecify.annotations.NullMarked;
