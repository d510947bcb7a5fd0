/** What presence must be told of the sessions here. */
@NullMarked
package io.hongyan.connector.announce;

import org.jspecify.annotations.NullMarked;
