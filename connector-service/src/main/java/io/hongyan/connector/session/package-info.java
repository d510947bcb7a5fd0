/** What a connection is and may do. Knows no bytes. */
@NullMarked
package io.hongyan.connector.session;

import org.jspecify.annotations.NullMarked;
