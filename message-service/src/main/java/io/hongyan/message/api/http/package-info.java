/** The credentials of back ends, as the Authorization header carries them, and who is let in by them. */
@NullMarked
package io.hongyan.message.api.http;

import org.jspecify.annotations.NullMarked;
