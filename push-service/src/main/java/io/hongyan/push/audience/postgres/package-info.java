/** The audience in PostgreSQL, moved in one transaction with the position in the log. */
@NullMarked
package io.hongyan.push.audience.postgres;

import org.jspecify.annotations.NullMarked;
