/** Who is told of whose presence. */
@NullMarked
package io.hongyan.connector.watch;

import org.jspecify.annotations.NullMarked;
