/** How services are connected to PostgreSQL. */
@NullMarked
package io.hongyan.eventlog.database;

import org.jspecify.annotations.NullMarked;
