/** Devices that do nothing but log in and stay, and what became of their logins. */
@NullMarked
package io.hongyan.bench.login;

import org.jspecify.annotations.NullMarked;
