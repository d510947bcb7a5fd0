/** How services are connected to PostgreSQL, and how they hand rows to it. */
@NullMarked
package io.hongyan.eventlog.database;

import org.jspecify.annotations.NullMarked;
