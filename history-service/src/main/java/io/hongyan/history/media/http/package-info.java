/** The door for bytes, and the signatures of the links that lead to it. */
@NullMarked
package io.hongyan.history.media.http;

import org.jspecify.annotations.NullMarked;
