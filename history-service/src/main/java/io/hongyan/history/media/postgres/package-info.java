/** What is known of media. */
@NullMarked
package io.hongyan.history.media.postgres;

import org.jspecify.annotations.NullMarked;
