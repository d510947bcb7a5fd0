/** The rows in a real PostgreSQL. */
@NullMarked
package io.hongyan.message.unread.postgres;

import org.jspecify.annotations.NullMarked;
