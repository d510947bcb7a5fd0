/** Prosody, with its archive in PostgreSQL, or in SQLite where it has no client of PostgreSQL. */
@NullMarked
package io.hongyan.bench.peer.prosody;

import org.jspecify.annotations.NullMarked;
