/** Small pictures of large ones. */
@NullMarked
package io.hongyan.history.media.imageio;

import org.jspecify.annotations.NullMarked;
