/** The table that is searched. */
@NullMarked
package io.hongyan.history.search.postgres;

import org.jspecify.annotations.NullMarked;
