/** The rows in PostgreSQL: written in the transaction that moves the position, and counted where they lie. */
@NullMarked
package io.hongyan.message.unread.postgres;

import org.jspecify.annotations.NullMarked;
