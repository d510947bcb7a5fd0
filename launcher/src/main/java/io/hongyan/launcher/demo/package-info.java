/** {@code ./hongyan demo}: three users, four devices and one story, over real sockets, each sentence verified. */
@NullMarked
package io.hongyan.launcher.demo;

import org.jspecify.annotations.NullMarked;
