/** From what the other services answer to pages as clients get them. */
@NullMarked
package io.hongyan.connector.query;

import org.jspecify.annotations.NullMarked;
