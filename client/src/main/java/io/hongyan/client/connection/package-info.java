/** One socket to a connector: how it is reached, what it carries, how it ends. */
@NullMarked
package io.hongyan.client.connection;

import org.jspecify.annotations.NullMarked;
