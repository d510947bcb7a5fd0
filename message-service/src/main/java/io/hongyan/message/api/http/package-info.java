/** The credentials of back ends, as the Authorization header carries them. */
@NullMarked
package io.hongyan.message.api.http;

import org.jspecify.annotations.NullMarked;
