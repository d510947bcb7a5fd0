/** ejabberd, with its archive in PostgreSQL. */
@NullMarked
package io.hongyan.bench.peer.ejabberd;

import org.jspecify.annotations.NullMarked;
