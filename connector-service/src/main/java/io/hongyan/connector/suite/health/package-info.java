/** Whether this connector can serve. */
@NullMarked
package io.hongyan.connector.suite.health;

import org.jspecify.annotations.NullMarked;
