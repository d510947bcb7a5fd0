/** How logins are answered. */
@NullMarked
package io.hongyan.connector.welcome;

import org.jspecify.annotations.NullMarked;
