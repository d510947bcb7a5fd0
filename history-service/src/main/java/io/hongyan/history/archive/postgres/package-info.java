/** The archive's tables. */
@NullMarked
package io.hongyan.history.archive.postgres;

import org.jspecify.annotations.NullMarked;
