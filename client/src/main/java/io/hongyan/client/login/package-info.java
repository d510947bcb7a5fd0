/** How a device stays logged in: when to connect again, with which token, and how fast to talk. Pure. */
@NullMarked
package io.hongyan.client.login;

import org.jspecify.annotations.NullMarked;
