/** Bytes in folders. */
@NullMarked
package io.hongyan.history.media.files;

import org.jspecify.annotations.NullMarked;
