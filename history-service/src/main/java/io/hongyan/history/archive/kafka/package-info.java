/** Feeds the archive from the log. */
@NullMarked
package io.hongyan.history.archive.kafka;

import org.jspecify.annotations.NullMarked;
